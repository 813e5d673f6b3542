// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

/**
 * An instance on this host.
 *
 * @param pid its process
 * @param home its home folder
 */
public record Instance(long pid, String home) {

    /** System property of a process that is an instance: its home. */
    public static final String HOME_PROPERTY = "lastpath.home";
}
