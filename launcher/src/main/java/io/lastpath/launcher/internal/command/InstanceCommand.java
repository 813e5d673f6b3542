// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** A command that asks a running instance. */
abstract class InstanceCommand implements Callable<Integer> {

    @ParentCommand private Lastpath root;

    @Override
    public final Integer call() throws IOException {
        try (RuntimeConnection connection = root.connect()) {
            return run(connection, root.printer());
        }
    }

    /** {@return the command above} */
    final Lastpath root() {
        return root;
    }

    /**
     * Does the work.
     *
     * @param instance whom to ask
     * @param printer where the answer goes
     * @return the exit code
     * @throws IOException if the instance does not answer
     */
    abstract int run(RuntimeConnection instance, Printer printer) throws IOException;
}
