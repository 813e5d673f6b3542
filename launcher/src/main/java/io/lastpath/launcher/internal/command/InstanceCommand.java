// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.management.MpxioMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that asks a running instance. */
abstract class InstanceCommand implements Callable<Integer> {

    @ParentCommand private Lastpath root;
    @Spec private CommandSpec spec;

    @Override
    public final Integer call() throws IOException {
        try (RuntimeConnection connection = root.connect()) {
            return run(connection, root.printer());
        }
    }

    /** Says on the standard error what a table cannot show: that it may no longer be true. */
    final void remarkIfStale(RuntimeConnection instance) {
        MpxioMXBean mpxio = instance.mpxio();
        if (mpxio.isStale()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("lastpath: this may no longer be true: " + mpxio.getStaleReason());
            err.flush();
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
