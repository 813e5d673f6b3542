// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Builds a small host below a folder, one device at a time. */
public final class FakeSysfs {

    private final Path root;
    private int disks;

    public FakeSysfs(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("sys/block"));
    }

    public Path root() {
        return root;
    }

    /** A SCSI host; {@code above} is its DEVPATH without {@code /hostN}. */
    public FakeSysfs scsiHost(String above, int host, String driver) throws IOException {
        String device = above + "/host" + host + "/scsi_host/host" + host;
        attribute(device + "/proc_name", driver);
        attribute(device + "/state", "running");
        return link("sys/class/scsi_host/host" + host, device);
    }

    /** A SCSI disk of a host that is running; {@code above} is the DEVPATH up to the host. */
    public String scsiDisk(String above, int lun) throws IOException {
        String host = above.substring(above.lastIndexOf("/host") + 5);
        String number = host.split("/")[0];
        String scsi = above + "/target" + number + ":0:0/" + number + ":0:0:" + lun;
        attribute(scsi + "/state", "running");
        return disk(scsi + "/block/sd" + (char) ('a' + disks));
    }

    /** Any block device. */
    public String disk(String device) throws IOException {
        return disk(device, "8:" + 16 * disks++);
    }

    private String disk(String device, String number) throws IOException {
        attribute(device + "/dev", number);
        Files.createDirectories(devices().resolve(device.substring(1)).resolve("holders"));
        link("sys/dev/block/" + number, device);
        link("sys/block/" + device.substring(device.lastIndexOf('/') + 1), device);
        return device;
    }

    /** A map over disks. */
    public FakeSysfs map(int number, String uuid, String name, String... slaves)
            throws IOException {
        String device = "/virtual/block/dm-" + number;
        attribute(device + "/dm/uuid", uuid);
        attribute(device + "/dm/name", name);
        disk(device, "253:" + number);
        Path folder = Files.createDirectories(devices().resolve(device.substring(1) + "/slaves"));
        for (String slave : slaves) {
            Path target = devices().resolve(slave.substring(1));
            Files.createSymbolicLink(
                    folder.resolve(target.getFileName()), folder.relativize(target));
            link("sys/devices" + slave + "/holders/dm-" + number, device);
        }
        return this;
    }

    /**
     * The device identification page of a SCSI disk, with the names in it as hexadecimal digits.
     */
    public Path page(String disk, String names) throws IOException {
        byte[] body = HexFormat.of().parseHex(names);
        String scsi = disk.substring(1, disk.indexOf("/block/"));
        Path file = devices().resolve(scsi).resolve("vpd_pg83");
        ByteBuffer page = ByteBuffer.allocate(4 + body.length);
        page.putShort((short) 0x83).putShort((short) body.length).put(body);
        return Files.write(file, page.array());
    }

    public FakeSysfs attribute(String path, String text) throws IOException {
        return file("sys/devices" + path, text + "\n");
    }

    public FakeSysfs file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    public FakeSysfs link(String path, String device) throws IOException {
        Path link = root.resolve(path);
        Files.createDirectories(link.getParent());
        Path target = link.getParent().relativize(devices().resolve(device.substring(1)));
        Files.createSymbolicLink(link, target);
        return this;
    }

    private Path devices() {
        return root.resolve("sys/devices");
    }
}
