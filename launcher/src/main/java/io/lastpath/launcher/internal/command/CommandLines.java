// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.output.LostAnswerException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

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
        line.registerConverter(ColorMode.class, ColorMode::of);
        boolean colours = root.isColouredByDefault();
        line.setColorScheme(CommandLine.Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF));
        Failures failures = new Failures(root);
        line.setParameterExceptionHandler(failures);
        line.setExecutionExceptionHandler(failures);
        line.setExecutionStrategy(CommandLines::executeAndWrite);
        return line;
    }

    /** A help or version that is lost is a failure, too; the library prints these by itself. */
    private static int executeAndWrite(ParseResult parsed) {
        int code = new CommandLine.RunLast().execute(parsed);
        CommandLine line = parsed.commandSpec().commandLine();
        if (line.getOut().checkError()) {
            LostAnswerException lost = new LostAnswerException();
            throw new ExecutionException(line, lost.getMessage(), lost);
        }
        return code;
    }
}
