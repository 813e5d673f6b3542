// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.connect.HostAdapters;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.management.ModuleData;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.SharedReasons;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** A command that asks a running instance. */
abstract class InstanceCommand implements Callable<Integer> {

    private static final int NAMED = 5;

    @ParentCommand private Lastpath root;

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
     * Says on the standard error what a table cannot show: that it is about a simulated or recorded
     * host, rests on fewer sources than there could be, may no longer be true, is incomplete, or
     * has no place for clients without a usable path.
     */
    final void remarkOnTree(RuntimeConnection instance) throws IOException {
        remarkOnHost(instance);
        remarkOnSources(instance);
        MpxioMXBean mpxio = instance.mpxio();
        if (mpxio.isStale()) {
            remark("this may no longer be true: " + mpxio.getStaleReason());
        }
        List<String> unreadable = mpxio.getUnreadable();
        unreadable.stream().limit(NAMED).forEach(each -> remark("this is incomplete: " + each));
        int more = mpxio.getUnreadableCount() - NAMED;
        if (more > 0) {
            remark("this is incomplete: " + more + " more; '" + statusCommand() + "' lists them");
        }
        remarkOnLost(mpxio);
    }

    private void remarkOnLost(MpxioMXBean mpxio) {
        mpxio.getLostClients().stream().limit(NAMED).forEach(this::remark);
        int more = mpxio.getLostClientCount() - NAMED;
        if (more > 0) {
            remark(
                    more
                            + " more have no path that is known to be usable; '"
                            + statusCommand()
                            + "' lists them");
        }
    }

    /**
     * Says on the standard error why verdicts are unknown where the table cannot: the journal,
     * modules that have to be there and are not, or that could not register.
     */
    final void remarkOnDoubts(RuntimeConnection instance) {
        String problem = instance.coordinator().getJournalProblem();
        if (!problem.isEmpty()) {
            remark("JOURNAL: " + problem);
        }
        instance.coordinator().getMissingModules().stream()
                .limit(NAMED)
                .forEach(why -> remark("verdicts are UNKNOWN: " + why));
        unregistered(instance.coordinator().getModules()).stream()
                .limit(NAMED)
                .forEach(why -> remark("verdicts are UNKNOWN: " + why));
    }

    /** {@return why modules could not register, once for those that give the same reason} */
    static List<String> unregistered(List<ModuleData> modules) {
        return SharedReasons.together(
                modules.stream()
                        .map(ModuleData::unregistered)
                        .filter(why -> !why.isEmpty())
                        .toList());
    }

    /** Says on the standard error that this is about another host than may be meant. */
    final void remarkOnHost(RuntimeConnection instance) throws IOException {
        HostAdapters.behindSimulation(instance)
                .ifPresent(
                        host ->
                                remark(
                                        "this is about the simulated host: the simulation is in use"
                                                + " in the place of adapter "
                                                + host));
        HostAdapters.leftOver(instance)
                .forEach(
                        one ->
                                remark(
                                        "a DR request that was made on a simulated host is open on"
                                                + " this one: "
                                                + one
                                                + "; 'lastpath online "
                                                + one
                                                + "' ends it"));
        if (!hostIsNamed()) {
            HostAdapters.recordedHost(instance)
                    .ifPresent(folder -> remark("this is about the recorded host " + folder));
        }
    }

    /** {@return whether the command line itself names the host that is answered for} */
    boolean hostIsNamed() {
        return false;
    }

    /** Says on the standard error what to know of the sources of the tree. */
    final void remarkOnSources(RuntimeConnection instance) throws IOException {
        HostAdapters.remarks(instance).forEach(this::remark);
    }

    /** {@return the command that lists what is not named here} */
    String statusCommand() {
        return "lastpath status";
    }

    /** Says something on the standard error. */
    final void remark(String text) {
        root.remark(text);
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
