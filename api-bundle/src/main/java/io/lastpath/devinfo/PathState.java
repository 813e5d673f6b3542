// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

/**
 * The state of one path from a client to a PHCI. Names without their prefix, order and numbers are
 * those of {@code di_path_state_t} in {@code <sys/devinfo_impl.h>}, which {@code <libdevinfo.h>}
 * includes.
 */
public enum PathState {
    /** Nothing is known; never taken for usable. */
    UNKNOWN(0, "<unknown>"),
    /** Taken out of use. */
    OFFLINE(1, "offline"),
    /** Able to carry I/O once it is needed. */
    STANDBY(2, "standby"),
    /** Carries I/O. */
    ONLINE(3, "online"),
    /** Failed. */
    FAULT(4, "faulted");

    private final int number;
    private final String word;

    PathState(int number, String word) {
        this.number = number;
        this.word = word;
    }

    /** {@return the number of this state in {@code di_path_state_t}} */
    public int number() {
        return number;
    }

    /** {@return the word that usage texts show for this state} */
    public String word() {
        return word;
    }

    /** {@return whether a path in this state carries I/O or could at once} */
    public boolean isUsable() {
        return this == ONLINE || this == STANDBY;
    }
}
