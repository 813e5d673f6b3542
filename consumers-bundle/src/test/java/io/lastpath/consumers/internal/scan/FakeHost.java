// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.HostUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Builds the files of a host as the kernel shows them, with real folders and links. */
public final class FakeHost {

    private final Path root;

    /** A host with a root file system on a disk of its own, and no swap. */
    public FakeHost(Path root) {
        this.root = root;
        write("proc/swaps", "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n");
        write("proc/cmdline", "root=/dev/vda ro\n");
        folder("sys/dev/block");
        disk("vda", "254:0");
        mount("254:0", "/", "ext4", "/dev/vda");
    }

    public Path root() {
        return root;
    }

    public HostFiles files() {
        return new HostFiles(root);
    }

    public HostUse read() {
        try {
            return new HostScan(files()).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The resource of a multipathed disk. */
    public static String resource(int map) {
        return "/devices/virtual/block/dm-" + map;
    }

    public FakeHost disk(String name, String number) {
        return device(name, "pci0000:00/" + name + "/block/" + name, number);
    }

    /** A SCSI disk that is in no map. */
    public FakeHost plainDisk(String name, String number) {
        String host = "pci0000:00/0000:00:03.0/host0";
        String lun = host + "/target0:0:0/0:0:0:" + number.split(":")[1];
        write("sys/devices/" + host + "/scsi_host/host0/state", "running\n");
        device(name, lun + "/block/" + name, number);
        link("sys/devices/" + lun + "/block/" + name + "/device", "../..");
        return write("sys/devices/" + lun + "/state", "running\n");
    }

    /** A disk that the kernel shows on no hardware. */
    public FakeHost virtualDisk(String name, String number) {
        return device(name, "virtual/block/" + name, number);
    }

    private FakeHost device(String name, String path, String number, String... slaves) {
        String at = "sys/devices/" + path;
        folder(at + "/holders");
        folder(at + "/slaves");
        write(at + "/dev", number + "\n");
        link("sys/block/" + name, "../devices/" + path);
        link("sys/dev/block/" + number, "../../devices/" + path);
        for (String slave : slaves) {
            link(at + "/slaves/" + slave, "../../" + slave);
            Path below = root.resolve("sys/block/" + slave);
            if (Files.exists(below)) {
                link("sys/block/" + slave + "/holders/" + name, "../../" + name);
            }
        }
        return this;
    }

    public FakeHost map(int number, String name, String uuid, String... slaves) {
        device("dm-" + number, "virtual/block/dm-" + number, "253:" + number, slaves);
        write("sys/block/dm-" + number + "/dm/name", name + "\n");
        write("sys/block/dm-" + number + "/dm/uuid", uuid + "\n");
        return this;
    }

    /** A multipathed disk with two paths. */
    public FakeHost multipath(int number) {
        char letter = (char) ('a' + number);
        String one = "sd" + letter + "a";
        String other = "sd" + letter + "b";
        disk(one, "8:" + 32 * number);
        disk(other, "8:" + (32 * number + 16));
        return map(number, "mpath" + letter, "mpath-3600" + number, one, other);
    }

    /** A multipathed disk with two paths over a SCSI host. */
    public FakeHost scsiMultipath(int number, String one, String other) {
        plainDisk(one, "8:" + 32 * number);
        plainDisk(other, "8:" + (32 * number + 16));
        return map(number, "mpath" + number, "mpath-3600" + number, one, other);
    }

    /** The head of an NVMe namespace. */
    public FakeHost nvmeHead(String name, String number) {
        return device(name, "virtual/nvme-subsystem/nvme-subsys1/" + name, number);
    }

    public FakeHost logicalVolume(int number, String name, String... slaves) {
        String uuid = "LVM-" + "a".repeat(60) + String.format("%04d", number);
        return map(number, name, uuid, slaves);
    }

    public FakeHost array(int number, String level, int degraded, String... members) {
        String name = "md" + number;
        device(name, "virtual/block/" + name, "9:" + number, members);
        String at = "sys/block/" + name + "/md/";
        write(at + "array_state", "clean\n");
        write(at + "level", level + "\n");
        write(at + "raid_disks", members.length + "\n");
        write(at + "layout", "258\n");
        write(at + "degraded", degraded + "\n");
        write(at + "resync_start", "none\n");
        for (String member : members) {
            memberState(number, member, "in_sync");
        }
        return this;
    }

    public FakeHost memberState(int array, String member, String state) {
        return write("sys/block/md" + array + "/md/dev-" + member + "/state", state + "\n");
    }

    public FakeHost loop(int number, String file) {
        device("loop" + number, "virtual/block/loop" + number, "7:" + number);
        return write("sys/block/loop" + number + "/loop/backing_file", file + "\n");
    }

    public FakeHost partition(String disk, int number, String deviceNumber) {
        String name = disk + (Character.isDigit(disk.charAt(disk.length() - 1)) ? "p" : "");
        String at = "sys/block/" + disk + "/" + name + number;
        folder(at + "/holders");
        write(at + "/partition", number + "\n");
        write(at + "/dev", deviceNumber + "\n");
        try {
            String folder = Files.readSymbolicLink(root.resolve("sys/block/" + disk)).toString();
            String target = "../" + folder + "/" + name + number;
            return link("sys/dev/block/" + deviceNumber, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeHost btrfs(String uuid, String profile, String... devices) {
        for (String device : devices) {
            link("sys/fs/btrfs/" + uuid + "/devices/" + device, "../../../../block/" + device);
        }
        for (String sort : List.of("data", "metadata", "system")) {
            folder("sys/fs/btrfs/" + uuid + "/allocation/" + sort + "/" + profile);
        }
        for (int id = 1; id <= devices.length; id++) {
            write("sys/fs/btrfs/" + uuid + "/devinfo/" + id + "/missing", "0\n");
        }
        return folder("sys/fs/btrfs/features");
    }

    public FakeHost mount(String number, String point, String type, String source) {
        return append("proc/self/mountinfo", mountLine(number, point, type, source));
    }

    /** What systemd puts upon a folder that a service may not see. */
    public FakeHost cover(String point) {
        return append(
                "proc/self/mountinfo",
                "26 1 0:24 /systemd/inaccessible/dir " + point + " ro - tmpfs tmpfs rw\n");
    }

    private static String mountLine(String number, String point, String type, String source) {
        return String.format(
                "25 1 %s / %s rw,relatime shared:1 - %s %s rw\n", number, point, type, source);
    }

    public FakeHost swap(String path, String type) {
        return append("proc/swaps", path + "  " + type + "\t131068\t0\t-2\n");
    }

    /** A process of the mount name space that is called so, which has files open. */
    public FakeHost process(int pid, String command, String space, String... open) {
        return thread("proc/" + pid, command, space, open);
    }

    /** A thread that lives on after the first one of its process, which has let go of all. */
    public FakeHost survivor(int pid, int tid, String command, String space, String... open) {
        write("proc/" + pid + "/comm", command + "\n");
        write("proc/" + pid + "/stat", pid + " (" + command + ") Z 1 1 1 0\n");
        folder("proc/" + pid + "/fd");
        folder("proc/" + pid + "/task/" + pid);
        return thread("proc/" + pid + "/task/" + tid, command, space, open);
    }

    private FakeHost thread(String at, String command, String space, String... open) {
        write(at + "/comm", command + "\n");
        folder(at + "/fd");
        for (int i = 0; i < open.length; i++) {
            link(at + "/fd/" + i, open[i]);
        }
        link(at + "/ns/mnt", "mnt:[" + space + "]");
        return write(at + "/mountinfo", mountLine("254:0", "/", "ext4", "/dev/vda"));
    }

    public FakeHost mountFor(int pid, String number, String point, String type, String source) {
        return mountFor(String.valueOf(pid), number, point, type, source);
    }

    /** A mount that a thread sees, which is named by its folder below {@code proc}. */
    public FakeHost mountFor(String pid, String number, String point, String type, String source) {
        return append("proc/" + pid + "/mountinfo", mountLine(number, point, type, source));
    }

    public FakeHost folder(String path) {
        try {
            Files.createDirectories(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeHost link(String path, String target) {
        try {
            Path link = root.resolve(path);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeHost replaceLink(String path, String target) {
        try {
            Files.delete(root.resolve(path));
            return link(path, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the last mount of a table other options. */
    public FakeHost options(Path table, String options) {
        try {
            String text = Files.readString(table).stripTrailing();
            String kept = text.substring(0, text.lastIndexOf(' ') + 1);
            Files.writeString(table, kept + options + "\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeHost write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeHost append(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
