// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Device.Kind;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.parse.MalformedException;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the block devices from sysfs: maps first, since there is little to be read of the disks
 * that are paths of one. What stands on what is told twice, by {@code slaves} and by {@code
 * holders}; either will do. For one thread.
 */
final class BlockScan {

    static final String FOLDER = "sys/block";

    private static final Pattern NAME = Pattern.compile("[!-~]+");

    /** An NVMe path, which has no node and no user of its own. */
    private static final Pattern HIDDEN_PATH = Pattern.compile("nvme[0-9]+c[0-9]+n[0-9]+");

    private final HostFiles files;
    private final Gaps gaps;
    private final Map<String, BlockDevice> found = new TreeMap<>();

    BlockScan(HostFiles files, Gaps gaps) {
        this.files = files;
        this.gaps = gaps;
    }

    /**
     * Reads them all.
     *
     * @throws IOException if they cannot even be listed, with a sentence that says why
     */
    Collection<BlockDevice> read() throws IOException {
        List<String> names = names();
        names.stream().filter(BlockScan::isMap).forEach(this::read);
        Set<String> paths = paths();
        names.stream()
                .filter(name -> !isMap(name) && !paths.contains(name))
                .filter(name -> !HIDDEN_PATH.matcher(name).matches())
                .forEach(this::read);
        readPaths(names.stream().filter(paths::contains).collect(Collectors.toSet()));
        joinHolders();
        return found.values();
    }

    private List<String> names() throws IOException {
        try {
            List<String> names = files.list(FOLDER);
            if (names.isEmpty() || !names.stream().allMatch(BlockScan::isName)) {
                throw new MalformedException("does not list block devices");
            }
            return names;
        } catch (IOException e) {
            throw new IOException(gaps.sentence(FOLDER, e), e);
        }
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private static boolean isMap(String name) {
        return name.startsWith("dm-");
    }

    private Set<String> paths() {
        return found.values().stream()
                .filter(device -> device.kind() == Kind.MULTIPATHED)
                .flatMap(device -> device.slaves().stream())
                .collect(Collectors.toSet());
    }

    private void readPaths(Set<String> paths) {
        Set<String> known =
                found.values().stream().map(BlockDevice::number).collect(Collectors.toSet());
        new PathDisks(files, gaps, paths)
                .read(known)
                .forEach(device -> found.putIfAbsent(device.name(), device));
    }

    /** What fails is read once more: it may have been on its way in or out. */
    private void read(String name) {
        Gaps first = new Gaps(files);
        List<BlockDevice> devices = new DeviceReader(files, first, name).read();
        if (!first.isEmpty()) {
            if (!files.exists(FOLDER + "/" + name) && !isListed(name)) {
                return; // gone
            }
            Gaps second = new Gaps(files);
            devices = new DeviceReader(files, second, name).read();
            gaps.addAll(second);
        }
        devices.forEach(device -> found.put(device.name(), device));
    }

    private boolean isListed(String name) {
        try {
            return files.list(FOLDER).contains(name);
        } catch (IOException e) {
            return true;
        }
    }

    private void joinHolders() {
        for (BlockDevice device : List.copyOf(found.values())) {
            for (String holder : device.holders()) {
                BlockDevice above = found.get(holder);
                if (above != null) {
                    above.slaves().add(device.name());
                } else {
                    gaps.add(
                            Gap.at(
                                    device.name(),
                                    files.root().resolve(FOLDER)
                                            + " does not hold "
                                            + holder
                                            + ", which stands on "
                                            + device.label()));
                }
            }
        }
    }

    /**
     * {@return the devices, a map whose UUID was not read and that stands on whole disks as
     * multipathed}
     */
    static Set<Device> finished(Collection<BlockDevice> devices) {
        Set<String> stacked =
                devices.stream()
                        .filter(device -> device.kind() != Kind.DISK)
                        .map(BlockDevice::name)
                        .collect(Collectors.toSet());
        Set<Device> finished = new HashSet<>();
        for (BlockDevice device : devices) {
            boolean perhaps =
                    device.kind() == Kind.MAP
                            && !device.isOfKnownMaker()
                            && device.slaves().stream().noneMatch(stacked::contains);
            finished.add(device.finished(perhaps ? Kind.MULTIPATHED : device.kind()));
        }
        return finished;
    }
}
