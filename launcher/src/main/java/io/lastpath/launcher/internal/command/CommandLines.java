// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Makes the command line. */
public final class CommandLines {

    private static final int WIDTH = 100;

    private CommandLines() {}

    /**
     * Makes a command line with all commands.
     *
     * @param surroundings what they find around them
     * @return the command line; used once
     */
    public static CommandLine create(Surroundings surroundings) {
        Lastpath root = new Lastpath(surroundings);
        CommandLine line = new CommandLine(root);
        line.setUsageHelpWidth(WIDTH);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        boolean colours = root.isColouredByDefault();
        line.setColorScheme(CommandLine.Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF));
        Failures failures = new Failures(root);
        line.setParameterExceptionHandler(failures);
        line.setExecutionExceptionHandler(failures);
        return line;
    }
}
