// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A host recorded from a real kernel: its files, and who uses its multipathed disks according to
 * the words of {@code lsblk}, {@code findmnt} and {@code swapon} at that moment.
 */
public final class RecordedHost {

    private static final Path RECORDINGS =
            Path.of(System.getProperty("basedir", "."))
                    .resolve("../linux-bundle/src/test/resources/hosts")
                    .normalize();

    /** What is told about a block device, as far as it has a part in its use. */
    private static final Pattern DEVICE =
            Pattern.compile(
                    "/(dev|partition|dm|md|loop|slaves|holders)(/|$)|/(dm|md|loop|slaves|holders)/.+");

    private static final Pattern SKIPPED =
            Pattern.compile("/(queue|power|bdi|integrity|mq)/|sys/(bus|class|module)/|run/udev/");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, List<String>> users = new TreeMap<>();
    private final Map<String, String> fileSystems = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final Set<String> mounted = new TreeSet<>();

    private RecordedHost(Path folder) throws IOException {
        this.folder = folder;
        JsonNode mounts = JSON.readTree(findmnt(folder).toFile());
        readMounts(mounts.get("filesystems"));
        JsonNode devices = JSON.readTree(folder.resolve("lsblk.json").toFile());
        for (JsonNode device : devices.get("blockdevices")) {
            walk(device, List.of());
        }
        users.values().forEach(list -> list.sort(null));
    }

    /** {@return the names of all of them} */
    public static List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(RECORDINGS)) {
            return files.filter(file -> file.endsWith("tree.tar.gz"))
                    .map(file -> RECORDINGS.relativize(file.getParent()).toString())
                    .sorted()
                    .toList();
        }
    }

    public static RecordedHost named(String name) throws IOException {
        return new RecordedHost(RECORDINGS.resolve(name));
    }

    /** Some steps of a hot-unplug have none of their own: their mounts are those from before. */
    private static Path findmnt(Path folder) {
        Path here = folder.resolve("findmnt.json");
        return Files.exists(here) ? here : findmnt(folder.getParent());
    }

    /** What has no part in the use of disks and would take time to unpack. */
    private static boolean isNeeded(String entry) {
        boolean device = !entry.contains("sys/devices/") || DEVICE.matcher(entry).find();
        return device && !SKIPPED.matcher(entry).find();
    }

    /** Unpacks the files into an empty folder. */
    public Path unpack(Path into) throws IOException {
        try (InputStream file = Files.newInputStream(folder.resolve("tree.tar.gz"));
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(
                                new GzipCompressorInputStream(new BufferedInputStream(file)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                if (!isNeeded(entry.getName())) {
                    continue;
                }
                Path target = into.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(target.getParent());
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                }
            }
        }
        return into;
    }

    /** {@return each multipathed disk by its kernel name, with who uses it, sorted} */
    public Map<String, List<String>> users() {
        return users;
    }

    /** {@return where disks of this host are mounted, multipathed or not} */
    public Set<String> mounted() {
        return mounted;
    }

    /** {@return the devices that swapon names; empty where it found none} */
    public List<String> swapDevices() throws IOException {
        Path file = folder.resolve("swapon.txt");
        return Files.exists(file)
                ? Files.readAllLines(file).stream().skip(1).map(line -> line.split(" ")[0]).toList()
                : List.of();
    }

    private void readMounts(JsonNode list) {
        for (JsonNode one : list) {
            if (one.get("source").asText().startsWith("/dev/")) {
                fileSystems.put(one.get("target").asText(), one.get("fstype").asText());
                mounted.add(one.get("target").asText());
            }
            if (one.has("children")) {
                readMounts(one.get("children"));
            }
        }
    }

    /** The way from a multipathed disk up to here, the disk first. */
    private void walk(JsonNode device, List<String> below) {
        List<String> way = new ArrayList<>(below);
        String kernelName = device.get("kname").asText();
        boolean disk =
                device.get("type").asText().equals("mpath")
                        || device.get("subsystems").asText().contains("nvme-subsystem");
        if (disk || !way.isEmpty()) {
            way.add(device.get("name").asText());
        }
        if (disk) {
            users.putIfAbsent(kernelName, new ArrayList<>());
        }
        if (!way.isEmpty()) {
            add(device, disk ? kernelName : below.get(0), way);
        }
        if (device.has("children")) {
            List<String> next = new ArrayList<>(way);
            if (disk) {
                next.set(0, kernelName);
            }
            device.get("children").forEach(child -> walk(child, next));
        }
    }

    private void add(JsonNode device, String disk, List<String> way) {
        List<String> labels = new ArrayList<>(way);
        labels.set(0, label(disk, device, way));
        Collections.reverse(labels);
        String on = String.join(" on ", labels);
        Set<String> found = new TreeSet<>(users.get(disk));
        if (device.get("type").asText().equals("lvm")) {
            found.add("logical volume " + on);
        }
        for (JsonNode point : device.get("mountpoints")) {
            if (point.asText().equals("[SWAP]")) {
                found.add("swap on " + on);
            } else if (!point.isNull()) {
                String type = fileSystems.get(point.asText());
                found.add(type + " file system mounted at " + point.asText() + " on " + on);
            }
        }
        users.put(disk, new ArrayList<>(found));
    }

    private String label(String disk, JsonNode device, List<String> way) {
        if (way.size() == 1) {
            labels.put(disk, device.get("name").asText());
        }
        return labels.get(disk);
    }
}
