// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.management.Confirmation;
import io.lastpath.management.ImpactData;
import io.lastpath.management.PhciMXBean;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The bean of one PHCI. Safe for use by several threads. */
final class PhciBean implements PhciMXBean {

    private final String id;
    private final Supplier<Overview> overview;
    private final CoordinatorAccess coordinator;

    PhciBean(String id, Supplier<Overview> overview, CoordinatorAccess coordinator) {
        this.id = id;
        this.overview = overview;
        this.coordinator = coordinator;
    }

    private PhciView view() {
        return overview.get().phci(id);
    }

    @Override
    public String getDevicePath() {
        return view().line().devicePath();
    }

    @Override
    public String getResourceName() {
        return view().resource();
    }

    @Override
    public String getState() {
        return view().line().state();
    }

    @Override
    public int getStateNumber() {
        return view().line().stateNumber();
    }

    @Override
    public String getResourceState() {
        return view().line().resourceState();
    }

    @Override
    public int getResourceStateNumber() {
        return view().line().resourceStateNumber();
    }

    @Override
    public int getGroupCount() {
        return view().line().groups();
    }

    @Override
    public List<String> getGroups() {
        return view().groups();
    }

    @Override
    public int getClientCount() {
        return view().line().clients();
    }

    @Override
    public List<String> getClients() {
        return view().clients();
    }

    @Override
    public int getPathCount() {
        return view().line().paths();
    }

    @Override
    public boolean isSafeToRemove() {
        PhciView view = view();
        return view.line().endangeredClients() == 0
                && view.line().verdictLevel() <= Verdict.DEGRADED.level();
    }

    @Override
    public String getVerdict() {
        return view().line().verdict();
    }

    @Override
    public int getVerdictLevel() {
        return view().line().verdictLevel();
    }

    @Override
    public int getEndangeredClientCount() {
        return view().line().endangeredClients();
    }

    @Override
    public List<String> getEndangeredClients() {
        return view().endangered();
    }

    @Override
    public List<ImpactData> getImpact() {
        return view().impact();
    }

    @Override
    public String getReport() {
        return view().report();
    }

    @Override
    public String getJudgedAt() {
        return Times.text(overview.get().judgedAt());
    }

    @Override
    public long getAgeMillis() {
        return Times.ageMillis(overview.get().state().refreshedAt());
    }

    @Override
    public String query(String reason) {
        return request(reason, (handle, list) -> handle.requestOffline(list, RcmFlags.QUERY));
    }

    @Override
    public String offline(String reason) {
        return request(reason, (handle, list) -> handle.requestOffline(list, RcmFlags.NONE));
    }

    @Override
    public String forceOffline(String reason, String confirm) {
        List<String> resources = List.of(view().resource());
        Set<String> accepted = Confirmation.accepted(List.of(id), confirm);
        String why = Confirmation.requiredReason(reason);
        return coordinator.request(
                why, accepted, handle -> handle.requestOffline(resources, RcmFlags.FORCE));
    }

    @Override
    public String online(String reason) {
        return request(reason, (handle, list) -> handle.notifyOnline(list, RcmFlags.NONE));
    }

    @Override
    public String remove(String reason) {
        return request(reason, (handle, list) -> handle.notifyRemove(list, RcmFlags.NONE));
    }

    @FunctionalInterface
    private interface Request {
        RcmReply make(RcmHandle handle, List<String> resources);
    }

    private String request(String reason, Request request) {
        List<String> resources = List.of(view().resource());
        Function<RcmHandle, RcmReply> made = handle -> request.make(handle, resources);
        return coordinator.request(Confirmation.optionalReason(reason), Set.of(), made);
    }
}
