// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.parse.Mount;
import java.util.List;

/**
 * What is mounted in a mount name space. Immutable.
 *
 * @param pid the first process that was found in it; empty for none
 * @param mounts what is mounted there
 * @param slow mount points of file systems that others serve, who may not answer
 */
record NameSpace(String pid, List<Mount> mounts, List<String> slow) {

    /** One of which nothing is known. */
    static final NameSpace UNKNOWN = new NameSpace("", List.of());

    /** Copies the lists. */
    NameSpace {
        mounts = List.copyOf(mounts);
        slow = List.copyOf(slow);
    }

    NameSpace(String pid, List<Mount> mounts) {
        this(pid, mounts, slow(mounts));
    }

    private static List<String> slow(List<Mount> mounts) {
        return mounts.stream()
                .filter(mount -> FileSystemTypes.isServed(mount.type()))
                .map(Mount::point)
                .toList();
    }

    /** {@return whether looking at a file may take for ever, as far as its path tells} */
    boolean mayHang(String path) {
        if (mounts.isEmpty()) {
            return true;
        }
        return slow.stream().anyMatch(point -> Grounds.isInside(path, point))
                && slow.contains(closest(path));
    }

    private String closest(String path) {
        String closest = "";
        for (Mount mount : mounts) {
            String point = mount.point();
            if (Grounds.isInside(path, point) && point.length() >= closest.length()) {
                closest = point;
            }
        }
        return closest;
    }
}
