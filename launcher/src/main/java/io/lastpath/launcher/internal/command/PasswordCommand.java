// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.remote.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a line for the password file. */
@Command(
        name = "password",
        description =
                "Read a password from the terminal or the standard input and print the line for"
                        + " etc/jmx.passwords that lets a user in by remote JMX.")
final class PasswordCommand implements Callable<Integer> {

    /** The roles, as the password file has them. */
    enum RoleName {
        viewer,
        operator
    }

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "USER", description = "The name to log in with.")
    private String user;

    @Parameters(
            index = "1",
            paramLabel = "ROLE",
            description = "viewer (reads) or operator (also acts).")
    private RoleName role;

    @Override
    public Integer call() throws IOException {
        if (!user.matches("[^#\\s]\\S*")) {
            throw new LauncherException(
                    ExitCode.USAGE, "a user's name has no blanks and does not start with '#'");
        }
        if (user.equals("local")) {
            throw new LauncherException(
                    ExitCode.USAGE, "the name 'local' is taken by those who attach on this host");
        }
        char[] password = read();
        if (password.length == 0) {
            throw new LauncherException(ExitCode.USAGE, "the password is empty");
        }
        spec.commandLine()
                .getOut()
                .println(user + " " + role + " " + PasswordHash.create(password));
        return ExitCode.DONE;
    }

    private char[] read() throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("Password of %s: ", user);
            return typed == null ? new char[0] : typed;
        }
        String line = new BufferedReader(new InputStreamReader(System.in)).readLine();
        return line == null ? new char[0] : line.toCharArray();
    }
}
