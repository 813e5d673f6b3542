// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

import java.util.List;

/**
 * One line of mountinfo, see proc_pid_mountinfo(5). Immutable.
 *
 * @param number device number, {@code major:minor}
 * @param point where it is mounted
 * @param type type of the file system, for example {@code ext4}
 * @param source what is mounted, as the mount said; often not to be relied upon
 * @param others nodes of further devices that its options name, such as that of an external log
 */
public record Mount(String number, String point, String type, String source, List<String> others) {

    /** Copies the list. */
    public Mount {
        others = List.copyOf(others);
    }
}
