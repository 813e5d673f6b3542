// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.rcm.Initiator;
import java.util.List;

/**
 * What a client asks for. Immutable.
 *
 * @param token names it; the reason that the coordinator is given
 * @param kind what it does
 * @param pid of the initiator; {@link Initiator#NO_PID} for a person
 * @param resources what it is about
 */
record Deed(String token, Kind kind, long pid, List<String> resources) {

    /** What can be asked for. */
    enum Kind {
        OFFLINE,
        FORCE,
        RETIRE,
        /** An offline of the root of a file system. */
        FILESYS,
        QUERY,
        SUSPEND,
        ONLINE,
        REMOVE,
        RESUME,
        CAPACITY,
        /** Something happened: a module takes what it is about, and ends that. */
        EVENT,
        INFO,
        /** The initiator dies, and the coordinator notices. */
        DIE;

        boolean isLettingGo() {
            return this == OFFLINE
                    || this == FORCE
                    || this == RETIRE
                    || this == FILESYS
                    || this == SUSPEND;
        }

        boolean isEnd() {
            return this == ONLINE || this == REMOVE || this == RESUME;
        }
    }

    Initiator initiator() {
        return pid == Initiator.NO_PID
                ? Initiator.jmx("admin-" + tree(), "local")
                : Initiator.process(pid);
    }

    /** {@return the tree in which it happens} */
    String tree() {
        return token.substring(0, 1);
    }

    Object[] fields() {
        return new Object[] {token, kind, pid, String.join(" ", resources)};
    }

    static Deed of(String[] fields) {
        List<String> resources = fields[4].isEmpty() ? List.of() : List.of(fields[4].split(" "));
        return new Deed(fields[1], Kind.valueOf(fields[2]), Long.parseLong(fields[3]), resources);
    }
}
