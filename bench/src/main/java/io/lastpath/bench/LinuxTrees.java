// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.bench;

import io.lastpath.linux.internal.file.PatientReads;
import io.lastpath.linux.internal.file.RootedFiles;
import io.lastpath.linux.internal.tool.RecordedTools;
import io.lastpath.linux.internal.tree.HostSurvey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Synthetic hosts as folders: maps of SCSI disks with ALUA over eight HBAs, with what the kernel
 * and dmsetup say of them. Each attribute has the text that a kernel would give.
 */
final class LinuxTrees {

    private static final int HBAS = 8;

    private final Path root;
    private final StringBuilder status = new StringBuilder();
    private int disks;

    private LinuxTrees(Path root) {
        this.root = root;
    }

    static void write(Path root, int maps, int paths) throws IOException {
        LinuxTrees tree = new LinuxTrees(root);
        for (int hba = 0; hba < HBAS; hba++) {
            tree.host(hba);
        }
        for (int map = 0; map < maps; map++) {
            tree.map(map, paths);
        }
        Files.writeString(root.resolve("dmsetup-status.txt"), tree.status);
    }

    static HostSurvey survey(Path root) {
        PatientReads reads = new PatientReads(new RootedFiles(root), Duration.ofSeconds(2));
        return new HostSurvey(reads, new RecordedTools(reads), Duration.ofSeconds(15));
    }

    static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static String function(int hba) {
        return String.format("pci0000:00/0000:00:%02x.0/0000:%02x:00.0", hba + 1, hba + 1);
    }

    private void host(int hba) throws IOException {
        String host = function(hba) + "/host" + hba;
        file(host + "/scsi_host/host" + hba + "/proc_name", "qla2xxx\n");
        file(host + "/scsi_host/host" + hba + "/state", "running\n");
        link("sys/class/scsi_host/host" + hba, host + "/scsi_host/host" + hba);
    }

    private void map(int map, int paths) throws IOException {
        String device = "virtual/block/dm-" + map;
        file(device + "/dm/uuid", String.format("mpath-3600%028x%n", map));
        file(device + "/dm/name", "mpath" + map + "\n");
        device(device, "253:" + map);
        Path slaves = Files.createDirectories(devices().resolve(device).resolve("slaves"));
        StringBuilder groups = new StringBuilder();
        for (int path = 0; path < paths; path++) {
            String disk = disk((map + path) % HBAS, map);
            Path target = devices().resolve(disk);
            Files.createSymbolicLink(
                    slaves.resolve(target.getFileName()), slaves.relativize(target));
            link("sys/devices/" + disk + "/holders/dm-" + map, device);
            groups.append(' ').append(number(disks - 1)).append(" A 0 0 1");
        }
        status.append("mpath" + map + ": 0 262144 multipath 2 0 1 0 1 1 A 0 " + paths + " 2");
        status.append(groups).append('\n');
    }

    private String disk(int hba, int map) throws IOException {
        int disk = disks++;
        String scsi =
                String.format(
                        "%s/host%d/target%d:0:%d/%d:0:%d:%d",
                        function(hba), hba, hba, disk % 4, hba, disk % 4, map);
        file(scsi + "/state", "running\n");
        file(scsi + "/access_state", "active/optimized\n");
        file(scsi + "/preferred_path", "1\n");
        byte[] page = new byte[16];
        page[1] = (byte) 0x83;
        page[3] = 12;
        page[4] = 0x61;
        page[5] = (byte) 0x93;
        page[7] = 8;
        page[8] = 0x50;
        page[15] = (byte) (hba * 4 + disk % 4);
        Files.write(devices().resolve(scsi).resolve("vpd_pg83"), page);
        String device = scsi + "/block/sd" + disk;
        Files.createDirectories(devices().resolve(device).resolve("holders"));
        device(device, number(disk));
        return device;
    }

    private static String number(int disk) {
        return 8 + disk / 256 + ":" + disk % 256;
    }

    private void device(String device, String number) throws IOException {
        file(device + "/dev", number + "\n");
        link("sys/dev/block/" + number, device);
        link("sys/block/" + device.substring(device.lastIndexOf('/') + 1), device);
    }

    private Path devices() {
        return root.resolve("sys/devices");
    }

    private void file(String path, String text) throws IOException {
        Path file = devices().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void link(String path, String device) throws IOException {
        Path link = root.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, link.getParent().relativize(devices().resolve(device)));
    }

    /**
     * Reads a host again and again, to be watched from outside.
     *
     * @param arguments the folder, or maps and paths of a host to be written there first; how often
     */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        if (arguments.length > 2) {
            write(root, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        }
        HostSurvey survey = survey(root);
        int nodes = 0;
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            nodes = survey.full().nodes().size();
        }
        System.out.println(List.of(root, nodes));
    }
}
