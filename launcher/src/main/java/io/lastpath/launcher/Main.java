// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher;

import io.lastpath.launcher.internal.command.CommandLines;
import io.lastpath.launcher.internal.command.Surroundings;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;

/** The {@code lastpath} command. Its name is how a running instance shows up in JConsole's list. */
public final class Main {

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments as typed
     */
    public static void main(String[] arguments) {
        CommandLine line = CommandLines.create(Surroundings.ofThisProcess());
        System.exit(line.setOut(standardOutput()).execute(arguments));
    }

    /**
     * A writer right on the standard output: only such a one tells that something was not written.
     */
    private static PrintWriter standardOutput() {
        String encoding = System.getProperty("sun.stdout.encoding"); // of a terminal
        Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
        return new PrintWriter(System.out, true, charset);
    }
}
