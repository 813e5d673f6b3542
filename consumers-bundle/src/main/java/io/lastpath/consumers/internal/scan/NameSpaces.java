// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.parse.Mount;
import io.lastpath.consumers.internal.parse.MountInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mount name spaces that processes are in, see mount_namespaces(7). For one thread. */
final class NameSpaces {

    /** The first process sees more of its name space than one that was put into a folder. */
    static final Comparator<String> AS_NUMBERS =
            Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder());

    /** Its mounts are those of the system. */
    static final String INIT = "1";

    private final HostFiles files;
    private final Map<String, NameSpace> known = new HashMap<>();

    NameSpaces(HostFiles files) {
        this.files = files;
    }

    /**
     * Finds the name space of a thread. What is mounted there is read through the first one that
     * shows it.
     *
     * @param pid of its process
     * @param thread its folder
     * @param failures gets the file that cannot be read, and why
     * @return its name space; unknown where that fails
     */
    NameSpace of(String pid, String thread, Map<String, IOException> failures) {
        String file = thread + "/ns/mnt";
        try {
            String space = files.link(file);
            if (!known.containsKey(space)) {
                file = thread + "/mountinfo";
                known.put(space, new NameSpace(pid, MountInfo.parse(files.table(file))));
            }
            return known.get(space);
        } catch (IOException e) {
            failures.put(file, e);
            return NameSpace.UNKNOWN;
        }
    }

    /**
     * Finds what is mounted where this process cannot see it.
     *
     * @param own what this process sees
     * @return the others; those that process 1 does not see either with the name space in their
     *     mount point, since its {@code /} is not the system's
     */
    List<Mount> others(List<Mount> own) {
        Set<String> listed = new HashSet<>();
        for (Mount mount : own) {
            listed.add(mount.number() + mount.source());
            listed.add(mount.number() + mount.source() + mount.point());
        }
        List<Mount> others = new ArrayList<>();
        known.values().stream()
                .sorted(Comparator.comparing(NameSpace::pid, AS_NUMBERS))
                .forEach(
                        space ->
                                space.mounts().stream()
                                        .filter(one -> listed.add(key(one, space)))
                                        .map(
                                                one ->
                                                        space.pid().equals(INIT)
                                                                ? one
                                                                : marked(one, space))
                                        .forEach(others::add));
        return others;
    }

    /** Where process 1 has mounted something tells what it is to the system. */
    private static String key(Mount mount, NameSpace space) {
        String what = mount.number() + mount.source();
        return space.pid().equals(INIT) ? what + mount.point() : what;
    }

    private Mount marked(Mount mount, NameSpace space) {
        String point =
                mount.point()
                        + " in the mount name space of "
                        + Processes.command(files, space.pid())
                        + " (process "
                        + space.pid()
                        + ")";
        return mount.at(point);
    }
}
