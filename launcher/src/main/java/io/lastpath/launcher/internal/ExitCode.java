// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal;

/** What the exit code of the command says. */
public final class ExitCode {

    /** Done. */
    public static final int DONE = 0;

    /** Somebody refused, or a preview says that it would hurt. */
    public static final int REFUSED = 1;

    /** The command line is wrong, or names something that does not exist. */
    public static final int USAGE = 2;

    /** No instance is running here, or it does not answer, or none answers there. */
    public static final int NOTHING_RUNNING = 3;

    /** It could not be done. */
    public static final int FAILED = 4;

    /** Nobody reads the answer any more: what a shell says of a tool that SIGPIPE has ended. */
    public static final int NOBODY_READS = 141;

    private ExitCode() {}
}
