// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.host;

import io.lastpath.rcm.Verdict;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Somebody who uses devices. Immutable.
 *
 * @param module name of the RCM module that speaks for it
 * @param devices names of the devices that it stands on directly; one, but for a file system over
 *     several
 * @param redundancy how it lives without some of them
 * @param what what it is, to be followed by the device, for example {@code ext4 file system mounted
 *     at /srv/one on}
 * @param refusal why it does not let go, for example {@code /srv/one is mounted}
 * @param severity how grave its loss is
 * @param names by which an initiator may give it up, beside the disk's resource
 */
public record Use(
        String module,
        Set<String> devices,
        Redundancy redundancy,
        String what,
        String refusal,
        Verdict severity,
        Set<String> names) {

    /** Copies the sets, and makes the words fit for a line. */
    public Use {
        what = Words.plain(what);
        refusal = Words.plain(refusal);
        devices = Set.copyOf(devices);
        names = Set.copyOf(names);
    }

    /** A use of one device that it needs. */
    public Use(
            String module,
            String device,
            String what,
            String refusal,
            Verdict severity,
            Set<String> names) {
        this(module, Set.of(device), Redundancy.NONE, what, refusal, severity, names);
    }

    /** {@return the same use, which may be given up by other names as well} */
    Use alsoNamed(Set<String> others) {
        Set<String> all = new HashSet<>(names);
        all.addAll(others);
        return new Use(module, devices, redundancy, what, refusal, severity, all);
    }

    /** {@return those of its names that are short and fit for a line, in order} */
    public List<String> shownNames() {
        return names.stream()
                .filter(name -> !name.startsWith("/dev/") && name.equals(Words.plain(name)))
                .sorted()
                .toList();
    }

    /** {@return names, of which some may be the same} */
    public static Set<String> names(String... names) {
        return new HashSet<>(Arrays.asList(names));
    }
}
