// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

/**
 * An instance on this host.
 *
 * @param pid its process
 * @param home its home folder; empty where the process does not answer
 */
public record Instance(long pid, String home) {

    /** System property of a process that is an instance: its home. */
    public static final String HOME_PROPERTY = "lastpath.home";

    /** {@return what is taken for an instance as long as it does not answer} */
    static Instance silent(long pid) {
        return new Instance(pid, "");
    }

    /** {@return whether it does not answer} */
    boolean isSilent() {
        return home.isEmpty();
    }

    /** {@return its process and home in words} */
    String text() {
        return pid + (isSilent() ? " (does not answer)" : " (home " + home + ")");
    }
}
