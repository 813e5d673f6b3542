// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal;

import io.lastpath.linux.internal.file.HostFiles;
import java.io.IOException;
import java.util.List;

/** The same files, where one path of the map has become another disk. */
record WithOtherDisk(HostFiles files) implements HostFiles {

    static final String PAGE =
            "/sys/devices/pci0000:00/0000:00:04.0/0000:02:00.0/virtio3/host1/target1:0:0/1:0:0:1"
                    + "/vpd_pg83";

    /** Within the only name of the disk that a WWID is made of. */
    private static final int WITHIN_NAA = 25;

    @Override
    public byte[] read(String path, int most) throws IOException {
        byte[] content = files.read(path, most);
        if (path.equals(PAGE)) {
            content[WITHIN_NAA]++;
        }
        return content;
    }

    @Override
    public List<String> list(String path) throws IOException {
        return files.list(path);
    }

    @Override
    public String link(String path) throws IOException {
        return files.link(path);
    }

    @Override
    public boolean exists(String path) throws IOException {
        return files.exists(path);
    }
}
