// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device.Kind;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.parse.DeviceNumber;
import io.lastpath.consumers.internal.parse.MalformedException;
import io.lastpath.consumers.internal.parse.MapUuid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one block device and its partitions from sysfs. Used once, by one thread. */
final class DeviceReader {

    private static final String DEVICES = "/devices/";

    private final HostFiles files;
    private final Gaps gaps;
    private final String name;
    private final String folder;

    DeviceReader(HostFiles files, Gaps gaps, String name) {
        this.files = files;
        this.gaps = gaps;
        this.name = name;
        this.folder = BlockScan.FOLDER + "/" + name;
    }

    /** Reads what can be read; the rest is a gap. */
    List<BlockDevice> read() {
        BlockDevice device = new BlockDevice(name, path());
        List<BlockDevice> all = new ArrayList<>(List.of(device));
        // What device-mapper makes has neither partitions nor a driver of its own to look for.
        List<String> entries = isMap() ? List.of() : entries();
        number(device, folder);
        device.slaves().addAll(list(name, folder + "/slaves"));
        device.holders(list(name, folder + "/holders"));
        if (device.path().contains("/nvme-subsystem/")) {
            device.kind(Kind.MULTIPATHED);
        }
        if (isMap()) {
            map(device);
        } else if (entries.contains("md")) {
            device.kind(Kind.ARRAY);
            device.array(new ArrayReader(files, gaps, name).read(device.slaves()));
        } else if (entries.contains("loop")) {
            loop(device);
        } else if (entries.contains("backing_dev") || entries.contains("bd_stat")) {
            writtenBack(device);
        }
        if (name.startsWith("drbd")) {
            gaps.add(Gap.anywhere("DRBD device " + name + ": what it stands on cannot be read"));
        }
        entries.stream()
                .filter(this::isPartition)
                .forEach(entry -> all.add(partition(device.path(), entry)));
        return all;
    }

    private boolean isMap() {
        return name.startsWith("dm-");
    }

    /** What a loop device or zram stands on is told by nothing but itself. */
    private List<String> entries() {
        try {
            List<String> entries = files.list(folder);
            if (!entries.contains("dev")) {
                throw new MalformedException("is no block device");
            }
            return entries;
        } catch (IOException e) {
            if (name.startsWith("loop") || name.startsWith("zram")) {
                gaps.anywhere(folder, e);
            } else {
                gaps.at(name, folder, e);
            }
            return List.of();
        }
    }

    private String path() {
        try {
            return path(files, folder);
        } catch (IOException e) {
            gaps.at(name, folder, e);
            return "/virtual/block/" + name;
        }
    }

    /** {@return the DEVPATH that a link leads to, without {@code /devices}} */
    static String path(HostFiles files, String path) throws IOException {
        String link = files.link(path);
        int at = link.indexOf(DEVICES);
        if (at < 0) {
            throw new MalformedException("does not lead to a device");
        }
        return link.substring(at + DEVICES.length() - 1);
    }

    private void number(BlockDevice device, String at) {
        try {
            device.number(DeviceNumber.parse(files.attribute(at + "/dev")));
        } catch (IOException e) {
            gaps.at(device.name(), at + "/dev", e);
        }
    }

    private List<String> list(String device, String path) {
        try {
            return files.list(path);
        } catch (IOException e) {
            gaps.at(device, path, e);
            return List.of();
        }
    }

    private void map(BlockDevice device) {
        device.kind(Kind.MAP);
        try {
            device.kind(kind(MapUuid.parse(files.attribute(folder + "/dm/uuid"))));
            device.ofKnownMaker();
        } catch (IOException e) {
            gaps.at(name, folder + "/dm/uuid", e);
        }
        try {
            String label = files.attribute(folder + "/dm/name");
            if (!label.endsWith("\n") || label.isBlank() || label.indexOf('\0') >= 0) {
                throw new MalformedException("holds no name of a map");
            }
            device.label(label.substring(0, label.length() - 1));
        } catch (IOException e) {
            gaps.at(name, folder + "/dm/name", e);
        }
    }

    private static Kind kind(MapUuid uuid) {
        return switch (uuid) {
            case MULTIPATH -> Kind.MULTIPATHED;
            case PARTITION -> Kind.PARTITION;
            case LVM -> Kind.LOGICAL_VOLUME;
            case LVM_PART -> Kind.HIDDEN_VOLUME;
            case CRYPT -> Kind.CRYPT;
            case OTHER -> Kind.MAP;
        };
    }

    private void loop(BlockDevice device) {
        device.kind(Kind.LOOP);
        String path = folder + "/loop/backing_file";
        try {
            String file = files.attribute(path);
            if (!file.startsWith("/") || !file.endsWith("\n")) {
                throw new MalformedException("holds no path");
            }
            device.backing(file.substring(0, file.length() - 1));
        } catch (IOException e) {
            gaps.anywhere(path, e);
        }
    }

    /** Memory that is written to a disk when it is not needed, see zram. */
    private void writtenBack(BlockDevice device) {
        String path = folder + "/backing_dev";
        try {
            String node = files.attribute(path);
            if (!node.endsWith("\n") || !(node.startsWith("/") || node.equals("none\n"))) {
                throw new MalformedException("holds no path");
            }
            if (node.startsWith("/")) {
                device.backing(node.substring(0, node.length() - 1));
            }
        } catch (IOException e) {
            gaps.anywhere(path, e);
        }
    }

    private boolean isPartition(String entry) {
        return entry.startsWith(name)
                && entry.length() > name.length()
                && files.exists(folder + "/" + entry + "/partition");
    }

    private BlockDevice partition(String disk, String entry) {
        String at = folder + "/" + entry;
        BlockDevice device = new BlockDevice(entry, disk + "/" + entry);
        device.kind(Kind.PARTITION);
        device.slaves().add(name);
        number(device, at);
        device.holders(list(entry, at + "/holders"));
        return device;
    }
}
