// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.management;

import io.lastpath.management.Confirmation;
import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.DrRequestData;
import io.lastpath.management.EventData;
import io.lastpath.management.EventLog;
import io.lastpath.management.GivenBackData;
import io.lastpath.management.JmxCaller;
import io.lastpath.management.ModuleData;
import io.lastpath.management.NameList;
import io.lastpath.management.NotificationQueue;
import io.lastpath.management.OperationData;
import io.lastpath.management.OperationReport;
import io.lastpath.management.TupleData;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleStatus;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** The coordinator's bean: an initiator like any other. Safe for use by several threads. */
final class CoordinatorBean implements CoordinatorMXBean {

    private static final String STRANGER =
            "; nobody has registered for it, above it or below it: nothing is known of it";

    private final String version;
    private final Coordinator coordinator;
    private final CoordinatorNews news;
    private final EventLog events;
    private final NotificationQueue queue;

    CoordinatorBean(
            String version,
            Coordinator coordinator,
            CoordinatorNews news,
            EventLog events,
            NotificationQueue queue) {
        this.version = version;
        this.coordinator = coordinator;
        this.news = news;
        this.events = events;
        this.queue = queue;
    }

    @Override
    public String getVersion() {
        return version;
    }

    @Override
    public int getModuleCount() {
        return (int) coordinator.modules().stream().filter(ModuleStatus::isServing).count();
    }

    @Override
    public List<ModuleData> getModules() {
        return coordinator.modules().stream().map(CoordinatorData::of).toList();
    }

    @Override
    public List<String> getMissingModules() {
        return coordinator.missingModules();
    }

    @Override
    public int getResourceCount() {
        return coordinator.resourceCount();
    }

    @Override
    public int getDrRequestCount() {
        return coordinator.drRequests().size();
    }

    @Override
    public List<DrRequestData> getDrRequests() {
        return coordinator.drRequests().stream().map(CoordinatorData::of).toList();
    }

    @Override
    public int getAttentionCount() {
        return (int)
                coordinator.drRequests().stream().filter(one -> !one.attention().isEmpty()).count();
    }

    @Override
    public List<GivenBackData> getGivenBack() {
        return coordinator.givenBack().stream().map(CoordinatorData::of).toList();
    }

    @Override
    public String getJournal() {
        return coordinator.journal().file();
    }

    @Override
    public String getJournalState() {
        return JournalState.of(coordinator.journal()).name();
    }

    @Override
    public int getJournalStateNumber() {
        return JournalState.of(coordinator.journal()).ordinal();
    }

    @Override
    public String getJournalProblem() {
        return JournalState.problem(coordinator.journal());
    }

    @Override
    public String getAuditProblem() {
        return coordinator.auditProblem();
    }

    @Override
    public long getOperationCount() {
        return news.operations();
    }

    @Override
    public long getRefusalCount() {
        return news.refusals();
    }

    @Override
    public List<OperationData> getRecentOperations() {
        return coordinator.operations().stream().map(OperationReport::data).toList();
    }

    @Override
    public List<EventData> getRecentEvents() {
        return events.all();
    }

    @Override
    public long getDroppedNotificationCount() {
        return queue.dropped();
    }

    @Override
    public String query(String resources, String reason) {
        return ask(
                resources, reason, (handle, names) -> handle.requestOffline(names, RcmFlags.QUERY));
    }

    @Override
    public String offline(String resources, String reason) {
        return ask(
                resources, reason, (handle, names) -> handle.requestOffline(names, RcmFlags.NONE));
    }

    @Override
    public String forceOffline(String resources, String reason, String confirm) {
        List<String> names = names(resources);
        String why = Confirmation.requiredReason(reason);
        Set<String> accepted = Confirmation.accepted(names, confirm);
        RcmHandle handle = coordinator.open(new Intent(JmxCaller.current(), why, accepted));
        return report(handle.requestOffline(names, RcmFlags.FORCE));
    }

    @Override
    public String online(String resources, String reason) {
        return ask(resources, reason, (handle, names) -> handle.notifyOnline(names, RcmFlags.NONE));
    }

    @Override
    public String remove(String resources, String reason) {
        return ask(resources, reason, (handle, names) -> handle.notifyRemove(names, RcmFlags.NONE));
    }

    @Override
    public String suspend(String resources, String reason, long intervalMillis) {
        if (intervalMillis < 0) {
            throw new IllegalArgumentException(
                    "not suspended: 'intervalMillis' is "
                            + intervalMillis
                            + " and has to be 0 or more");
        }
        Duration interval = Duration.ofMillis(intervalMillis);
        return ask(
                resources,
                reason,
                (handle, names) -> handle.requestSuspend(names, RcmFlags.NONE, interval));
    }

    @Override
    public String resume(String resources, String reason) {
        return ask(resources, reason, (handle, names) -> handle.notifyResume(names, RcmFlags.NONE));
    }

    @Override
    public String acknowledgeJournalLoss(String reason) {
        String why = Confirmation.requiredReason(reason);
        return coordinator.acknowledgeJournalLoss(Intent.of(JmxCaller.current(), why))
                ? "acknowledged: verdicts are given again"
                : "nothing to acknowledge: no DR request was lost with the journal";
    }

    @Override
    public String getInfo(String resources) {
        return ask(
                resources,
                "",
                (handle, names) -> handle.getInfo(names, RcmFlags.INCLUDE_DEPENDENT));
    }

    @Override
    public String getState(String resources) {
        RcmHandle handle = coordinator.open(Intent.of(JmxCaller.current(), ""));
        List<String> lines = new ArrayList<>();
        for (String name : names(resources)) {
            try {
                lines.add(state(handle, name));
            } catch (RcmException e) {
                // The cause stays behind: its class is unknown at the other end.
                throw new IllegalArgumentException(
                        "no state of " + NameList.format(List.of(name)) + ": " + e.getMessage());
            }
        }
        return String.join("\n", lines);
    }

    /** RCM calls online what is gone, and what nobody has heard of. */
    private String state(RcmHandle handle, String name) throws RcmException {
        RcmState state = handle.getResourceState(name);
        if (state != RcmState.ONLINE) {
            return line(state, name);
        }
        if (handle.isRemoved(name)) {
            return line(RcmState.REMOVE, name);
        }
        return coordinator.isKnown(name)
                ? line(state, name)
                : line(RcmState.UNKNOWN, name) + STRANGER;
    }

    private static String line(RcmState state, String name) {
        return state + " (" + state.number() + ") " + name;
    }

    @Override
    public OperationData getOperation(long number) {
        return OperationReport.data(operation(number));
    }

    @Override
    public List<TupleData> getOperationTuples(long number) {
        return OperationReport.tuples(operation(number));
    }

    private String ask(
            String resources,
            String reason,
            BiFunction<RcmHandle, List<String>, RcmReply> request) {
        List<String> names = names(resources);
        String why = Confirmation.optionalReason(reason);
        RcmHandle handle = coordinator.open(Intent.of(JmxCaller.current(), why));
        return report(request.apply(handle, names));
    }

    private static List<String> names(String resources) {
        List<String> names = NameList.parse(resources);
        if (names.isEmpty() || names.equals(List.of("String"))) {
            throw new IllegalArgumentException(
                    "'resources' has to name resources, separated by blanks, for example"
                            + " /devices/pci@0/hba@1");
        }
        return names;
    }

    private String report(RcmReply reply) {
        if (reply.operation() == 0) {
            throw new IllegalStateException(
                    "the coordinator has stopped and answered nothing; ask again once it is back");
        }
        return OperationReport.text(operation(reply.operation()));
    }

    private Operation operation(long number) {
        return coordinator
                .operation(number)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no operation "
                                                + number
                                                + " among the last 1,000 that have ended"));
    }
}
