// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command came to.
 *
 * @param exitCode its exit code
 * @param out what it printed
 * @param err what it complained about
 */
public record Result(int exitCode, String out, String err) {

    /**
     * Runs a command in this process.
     *
     * @param surroundings what it finds
     * @param arguments as typed
     * @return what it came to
     */
    public static Result of(Surroundings surroundings, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                CommandLines.create(surroundings)
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }
}
