// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

import java.util.List;

/**
 * One line of mountinfo, see proc_pid_mountinfo(5). Immutable.
 *
 * @param number device number, {@code major:minor}
 * @param root what of the file system is mounted there, a path in it
 * @param point where it is mounted
 * @param type type of the file system, for example {@code ext4}
 * @param source what is mounted, as the mount said; often not to be relied upon
 * @param layers folders that an overlay is made of
 * @param others nodes of further devices that its options name, such as that of an external log
 */
public record Mount(
        String number,
        String root,
        String point,
        String type,
        String source,
        List<String> layers,
        List<String> others) {

    /** Copies the lists. */
    public Mount {
        layers = List.copyOf(layers);
        others = List.copyOf(others);
    }

    /** {@return what is mounted; several devices of one file system have a colon between them} */
    public List<String> sources() {
        return List.of(source.split(":(?=/dev/)"));
    }

    /** {@return whether systemd hides with it what is there, see systemd.exec(5)} */
    public boolean isCover() {
        return root.startsWith("/systemd/inaccessible/");
    }

    /** {@return the same mount, in another place} */
    public Mount at(String other) {
        return new Mount(number, root, other, type, source, layers, others);
    }
}
