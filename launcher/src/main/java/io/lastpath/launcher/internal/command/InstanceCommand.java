// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.management.MpxioMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that asks a running instance. */
abstract class InstanceCommand implements Callable<Integer> {

    private static final int NAMED = 5;

    @ParentCommand private Lastpath root;
    @Spec private CommandSpec spec;

    @Override
    public final Integer call() throws IOException {
        try (RuntimeConnection connection = connect()) {
            return run(connection, root.printer());
        }
    }

    /** {@return the instance to be asked, to be closed} */
    RuntimeConnection connect() throws IOException {
        return root.connect();
    }

    /**
     * Says on the standard error what a table cannot show: that it may no longer be true, or is
     * incomplete.
     */
    final void remarkOnTree(RuntimeConnection instance) {
        MpxioMXBean mpxio = instance.mpxio();
        if (mpxio.isStale()) {
            remark("this may no longer be true: " + mpxio.getStaleReason());
        }
        List<String> unreadable = mpxio.getUnreadable();
        unreadable.stream().limit(NAMED).forEach(each -> remark("this is incomplete: " + each));
        int more = mpxio.getUnreadableCount() - NAMED;
        if (more > 0) {
            remark("this is incomplete: " + more + " more; 'lastpath status' lists them");
        }
    }

    private void remark(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("lastpath: " + text);
        err.flush();
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
