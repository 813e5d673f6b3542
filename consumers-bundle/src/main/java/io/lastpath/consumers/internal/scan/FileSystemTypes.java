// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import java.util.Set;

/**
 * What is known of types of file systems that have no device number of their own, by their names in
 * {@code /proc/filesystems}. One that is not known here may have any disk. Stateless.
 */
final class FileSystemTypes {

    /** Views of what the kernel has, and memory. */
    private static final Set<String> KERNEL =
            words(
                    """
                    anon_inodefs apparmorfs autofs bdev binder binfmt_misc bpf cgroup cgroup2
                    configfs cpuset dax debugfs devfs devpts devtmpfs dlmfs efivarfs functionfs
                    fusectl gadgetfs gfs2meta hugetlbfs hypfs ibmasmfs inotifyfs ipathfs mqueue
                    nfsd nsfs ocfs2_dlmfs openpromfs oprofilefs pidfs pipefs proc pstore qibfs ramfs resctrl rootfs rpc_pipefs s390_hypfs secretmem securityfs
                    selinuxfs smackfs sockfs spufs sysfs tmpfs tracefs usbdevfs usbfs xenfs
                    """);

    /** A server, another host or the hypervisor has the disks. */
    private static final Set<String> NETWORK =
            words(
                    """
                    9p afs beegfs ceph cifs coda drvfs dvs hgfs hostfs ncpfs nfs nfs4 orangefs
                    panfs prl_fs pvfs2 smb3 smbfs vboxsf virtiofs vmhgfs wekafs
                    """);

    /** On flash, which is no disk. */
    private static final String FLASH = "ubifs";

    /**
     * On files or folders of other file systems, which are mounted themselves; or on a server, a
     * ZFS pool, or a disk, which the source names then.
     */
    private static final Set<String> LAYERED =
            words(
                    """
                    aufs composefs ecryptfs erofs incremental-fs lustre lustre_tgt mvfs overlay
                    overlayfs shiftfs simfs unionfs
                    """);

    /** The hosts of a cluster have to agree before they say what a file is. */
    private static final Set<String> CLUSTER = words("acfs cvfs gfs2 gpfs lustre ocfs2");

    /** Further disks, or those of a log, are written in the file system and shown nowhere. */
    private static final Set<String> SILENT = words("f2fs jfs");

    private FileSystemTypes() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    /** {@return whether a file system of that type has no disk of this host} */
    static boolean isElsewhere(String type) {
        return isKernel(type) || NETWORK.contains(type) || type.equals(FLASH) || isUserSpace(type);
    }

    /** {@return whether a file system of that type is the kernel's own, or memory} */
    static boolean isKernel(String type) {
        return KERNEL.contains(type);
    }

    /** {@return whether one of that type that names no node has no disk of its own} */
    static boolean isLayered(String type) {
        return LAYERED.contains(type);
    }

    /** {@return whether one of that type may have more disks than it shows} */
    static boolean isSilent(String type) {
        return SILENT.contains(type);
    }

    /** {@return whether a process of this host serves a file system of that type} */
    static boolean isUserSpace(String type) {
        return type.equals("fuse") || type.startsWith("fuse.");
    }

    /** {@return whether somebody else has to answer for a file of that type, or nobody may} */
    static boolean isServed(String type) {
        return NETWORK.contains(type)
                || CLUSTER.contains(type)
                || isUserSpace(type)
                || type.equals("fuseblk")
                || type.equals("autofs");
    }
}
