// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.connect.HostAdapters;
import io.lastpath.launcher.internal.connect.Judgement;
import io.lastpath.launcher.internal.connect.PhciNames;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.DrRequestData;
import io.lastpath.management.NameList;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** A command that has the coordinator do something with PHCIs, all of them in one request. */
abstract class PhciOperation extends InstanceCommand {

    @Parameters(
            arity = "1..*",
            paramLabel = "PHCI",
            description = "By id, device path, resource name, or last component of the path.")
    private List<String> phcis;

    @Override
    final int run(RuntimeConnection instance, Printer printer) throws IOException {
        CoordinatorMXBean coordinator = instance.coordinator();
        Judgement.await(instance, this::remark);
        PhciNames names =
                endsRequests() ? PhciNames.asFarAsKnown(instance) : PhciNames.of(instance.mpxio());
        List<String> open = endsRequests() ? requests(coordinator) : List.of();
        List<String> resources = phcis.stream().map(name -> names.resource(name, open)).toList();
        // Before anything is taken: then nothing of it has a usable path any more.
        LostDisks lost =
                endsRequests()
                        ? LostDisks.NONE
                        : LostDisks.of(instance.mpxio().previewData(NameList.format(resources)));
        String report = ask(coordinator, NameList.format(resources), why(instance, resources));
        int code = OperationAnswer.print(report, lost, coordinator, printer);
        remarkOn(lost.after(report) + resources + lost.impacts());
        remarkOnHost(instance);
        if (!endsRequests()) {
            remarkOnSources(instance); // a verdict rests on them
        }
        return code;
    }

    /**
     * Outlives the instance, with the requests of the host in whose place the simulation is. Where
     * no reason is given, the coordinator keeps that of an open request, which says so already.
     */
    private String why(RuntimeConnection instance, List<String> resources) throws IOException {
        Optional<String> mark = HostAdapters.behindSimulation(instance).map(HostAdapters::mark);
        boolean isKept =
                reason().isBlank()
                        && mark.isPresent()
                        && instance.coordinator().getDrRequests().stream()
                                .filter(one -> one.reason().endsWith(mark.get()))
                                .map(DrRequestData::resource)
                                .toList()
                                .containsAll(resources);
        return isKept || mark.isEmpty() ? reason() : (reason() + " " + mark.get()).strip();
    }

    private static List<String> requests(CoordinatorMXBean coordinator) {
        return coordinator.getDrRequests().stream().map(DrRequestData::resource).toList();
    }

    /**
     * {@return whether the resource of any open DR request may be named as well: its PHCI may be
     * gone}
     */
    boolean endsRequests() {
        return false;
    }

    /**
     * Asks the coordinator.
     *
     * @param coordinator the coordinator
     * @param resources the resources as a list in one string
     * @param why for the record
     * @return its report
     */
    abstract String ask(CoordinatorMXBean coordinator, String resources, String why);

    /**
     * Says on the standard error what is to be said of the answer.
     *
     * @param answer all that it names
     */
    void remarkOn(String answer) {}

    /** {@return why, as it was typed} */
    abstract String reason();
}
