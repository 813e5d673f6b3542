// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher;

import io.lastpath.launcher.internal.command.CommandLines;
import io.lastpath.launcher.internal.command.Surroundings;

/** The {@code lastpath} command. Its name is how a running instance shows up in JConsole's list. */
public final class Main {

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments as typed
     */
    public static void main(String[] arguments) {
        System.exit(CommandLines.create(Surroundings.ofThisProcess()).execute(arguments));
    }
}
