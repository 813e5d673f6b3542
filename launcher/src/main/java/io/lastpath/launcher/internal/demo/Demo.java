// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.demo;

import io.lastpath.launcher.internal.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Plays the story with the very commands that it shows, and checks what comes out. */
final class Demo {

    private final Supplier<CommandLine> commands;
    private final Settling settling;
    private final PrintWriter out;

    /**
     * A demo.
     *
     * @param commands makes a command line for the instance
     * @param settling waits for the instance between two steps
     * @param out where the story goes
     */
    Demo(Supplier<CommandLine> commands, Settling settling, PrintWriter out) {
        this.commands = commands;
        this.settling = settling;
        this.out = out;
    }

    /**
     * Plays a story.
     *
     * @param steps its steps
     * @return {@link ExitCode#DONE} if each came out as it has to
     */
    int play(List<DemoStep> steps) {
        int wrong = 0;
        for (DemoStep step : steps) {
            settling.await();
            wrong += play(step) ? 0 : 1;
        }
        out.println(
                wrong == 0
                        ? "All " + steps.size() + " steps came out as they should."
                        : wrong
                                + " of "
                                + steps.size()
                                + " steps did not come out as they should.");
        out.flush();
        return wrong == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private boolean play(DemoStep step) {
        StringWriter answer = new StringWriter();
        PrintWriter writer = new PrintWriter(answer);
        CommandLine line = commands.get().setOut(writer).setErr(writer);
        int exitCode = line.execute(step.command().toArray(String[]::new));
        out.println("# " + step.title());
        out.println("$ lastpath " + shown(step.command()));
        out.print(answer);
        if (exitCode != ExitCode.DONE) {
            out.println("(exit code " + exitCode + ")");
        }
        boolean right =
                exitCode == step.exitCode()
                        && step.expected().stream().allMatch(answer.toString()::contains);
        if (!right) {
            out.println(
                    "NOT AS IT SHOULD BE: exit code " + step.exitCode() + ", " + step.expected());
        }
        out.println();
        out.flush();
        return right;
    }

    private static String shown(List<String> command) {
        return String.join(
                " ",
                command.stream()
                        .map(word -> word.contains(" ") ? "'" + word + "'" : word)
                        .toList());
    }
}
