// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import io.lastpath.launcher.internal.command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the distribution as a user who is not root, whoever runs the tests: to root nothing is ever
 * refused. Needs setpriv of util-linux where root runs them.
 */
final class Unprivileged {

    private static final String NOBODY = "65534";

    private final Path distribution;
    private final boolean root;

    /**
     * Makes a distribution that this user may read.
     *
     * @param folder for its copy
     */
    Unprivileged(Path folder) throws IOException, InterruptedException {
        root = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        distribution = root ? folder.resolve("dist") : RuntimeProcess.distribution();
        if (root) {
            run("cp", "-r", RuntimeProcess.distribution().toString(), distribution.toString());
            run("chmod", "-R", "a+rX", distribution.toString());
            run("chmod", "a+rx", folder.toString());
        }
    }

    /** Hands a file or folder, with all that is in it, to this user. */
    void give(Path file) throws IOException, InterruptedException {
        if (root) {
            run("chown", "-R", NOBODY + ":" + NOBODY, file.toString());
        }
    }

    /** Runs a command of the distribution to its end. */
    Result runScript(String... arguments) throws IOException, InterruptedException {
        return RuntimeProcess.run(command(arguments));
    }

    /** Starts an instance and waits until it says that it is ready. */
    RuntimeProcess start(Path home, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of("run", "--home", home.toString()));
        line.addAll(List.of(options));
        return RuntimeProcess.start(home, command(line.toArray(String[]::new)));
    }

    /** {@return whether root runs the tests, who may attach to the processes of others} */
    boolean isRunByRoot() {
        return root;
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(
                    List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        }
        command.add(distribution.resolve("bin/lastpath").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Result result = RuntimeProcess.run(List.of(command));
        if (result.exitCode() != 0) {
            throw new IOException(String.join(" ", command) + ": " + result.err());
        }
    }
}
