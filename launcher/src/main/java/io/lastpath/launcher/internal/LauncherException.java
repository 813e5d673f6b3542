// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal;

/** Ends a command: a sentence for people and the exit code for scripts. */
public final class LauncherException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * Ends a command.
     *
     * @param exitCode one of {@link ExitCode}
     * @param message what is wrong, where, and what to do, in one sentence
     */
    public LauncherException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /**
     * Ends a command.
     *
     * @param exitCode one of {@link ExitCode}
     * @param message what is wrong, where, and what to do, in one sentence
     * @param cause why
     */
    public LauncherException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** {@return the exit code of the process} */
    public int exitCode() {
        return exitCode;
    }
}
