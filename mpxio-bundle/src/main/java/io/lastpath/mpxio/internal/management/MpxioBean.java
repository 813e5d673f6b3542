// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.management.ClientData;
import io.lastpath.management.EventData;
import io.lastpath.management.EventLog;
import io.lastpath.management.GroupData;
import io.lastpath.management.JmxCaller;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.NameList;
import io.lastpath.management.NotificationQueue;
import io.lastpath.management.PhciData;
import io.lastpath.management.PreviewData;
import io.lastpath.management.SinglePointData;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.Adapter;
import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.module.MpxioModule;
import io.lastpath.mpxio.internal.preview.Preview;
import io.lastpath.mpxio.internal.preview.PreviewRun;
import io.lastpath.mpxio.internal.preview.TableNames;
import io.lastpath.rcm.Intent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The bean of the multipath module. Whether the tree may be believed, and how often it was read, is
 * told at once; the rest, the tree's age included, is that of the last overview. Safe for use by
 * several threads.
 */
final class MpxioBean implements MpxioMXBean {

    private final TableKeeper keeper;
    private final MpxioModule module;
    private final MpxioSettings settings;
    private final CoordinatorAccess coordinator;
    private final NotificationQueue notifications;
    private final EventLog events;
    private final LatestOverview overview;

    MpxioBean(
            TableKeeper keeper,
            MpxioModule module,
            MpxioSettings settings,
            CoordinatorAccess coordinator,
            NotificationQueue notifications,
            EventLog events,
            LatestOverview overview) {
        this.keeper = keeper;
        this.module = module;
        this.settings = settings;
        this.coordinator = coordinator;
        this.notifications = notifications;
        this.events = events;
        this.overview = overview;
    }

    @Override
    public String getAnalysis() {
        return settings.analysis().configName();
    }

    @Override
    public String getAdapter() {
        return keeper.inUse().map(Adapter::name).orElse("");
    }

    @Override
    public String getChosenAdapter() {
        return keeper.chosen();
    }

    @Override
    public int getGroupCount() {
        return overview.get().groups().size();
    }

    @Override
    public List<GroupData> getGroups() {
        return overview.get().groups();
    }

    @Override
    public int getPhciCount() {
        return overview.get().phcis().size();
    }

    @Override
    public List<PhciData> getPhcis() {
        return overview.get().phcis();
    }

    @Override
    public int getClientCount() {
        return overview.get().state().table().clientCount();
    }

    @Override
    public int getPathCount() {
        return overview.get().state().table().pathCount();
    }

    @Override
    public List<ClientData> getClients() {
        return overview.get().clients();
    }

    @Override
    public int getSinglePointOfFailureCount() {
        return overview.get().singlePoints().size();
    }

    @Override
    public List<SinglePointData> getSinglePointsOfFailure() {
        return overview.get().singlePoints();
    }

    @Override
    public List<SinglePointData> getAudit() {
        return overview.get().audit();
    }

    @Override
    public List<String> getAuditRemarks() {
        return overview.get().auditRemarks();
    }

    @Override
    public int getLostClientCount() {
        return overview.get().lost().count();
    }

    @Override
    public List<String> getLostClients() {
        return overview.get().lost().sentences();
    }

    @Override
    public String getRefreshedAt() {
        return Times.text(overview.get().state().refreshedAt());
    }

    @Override
    public long getAgeMillis() {
        return Times.ageMillis(overview.get().state().refreshedAt());
    }

    @Override
    public boolean isStale() {
        return !getStaleReason().isEmpty();
    }

    @Override
    public String getStaleSince() {
        TableState now = keeper.state();
        return Times.text(
                now.isStale() || overview.behind().isEmpty()
                        ? now.staleSince()
                        : now.refreshedAt());
    }

    @Override
    public String getStaleReason() {
        TableState now = keeper.state();
        return now.isStale() ? now.staleReason() : overview.behind();
    }

    @Override
    public int getUnreadableCount() {
        return overview.get().state().table().gaps().count();
    }

    @Override
    public List<String> getUnreadable() {
        return overview.get().state().table().gaps().sentences();
    }

    @Override
    public long getRefreshCount() {
        return keeper.state().reads();
    }

    @Override
    public long getFailedRefreshCount() {
        return keeper.state().failures();
    }

    @Override
    public long getTableSequence() {
        return overview.get().state().sequence();
    }

    @Override
    public String getBeanNote() {
        return overview.get().beanNote();
    }

    @Override
    public long getDroppedNotificationCount() {
        return notifications.dropped();
    }

    @Override
    public List<EventData> getRecentEvents() {
        return events.all();
    }

    @Override
    public String refresh() {
        long asked = System.nanoTime();
        Refresh refresh = keeper.refresh();
        if (!refresh.isGood()) {
            throw new IllegalStateException(
                    "not refreshed, the earlier table stays and is marked stale: "
                            + refresh.failure());
        }
        module.believeTree(refresh.state(), asked);
        coordinator.current().ifPresent(present -> present.requestRegistration(MpxioModule.MODULE));
        return RefreshAnswer.of(refresh.state());
    }

    @Override
    public String useAdapter(String adapter) {
        Optional<Adapter> before = keeper.inUse();
        keeper.use(adapter == null || adapter.equals("null") ? "" : adapter.strip());
        String how = keeper.chosen().isEmpty() ? "by its ranking" : "whatever its ranking";
        return keeper.inUse()
                .map(used -> "adapter " + used.name() + " is in use, " + how + left(before, used))
                .orElse("no adapter is in service; one that comes is used");
    }

    /** What was taken out on one host is not there on another. */
    private String left(Optional<Adapter> before, Adapter used) {
        int open = coordinator.current().map(one -> one.drRequests().size()).orElse(0);
        return before.filter(one -> one != used && open > 0)
                .map(
                        one ->
                                "; "
                                        + open
                                        + (open == 1 ? " DR request is" : " DR requests are")
                                        + " open on the host of adapter "
                                        + one.name()
                                        + (open == 1 ? ": end it there" : ": end them there"))
                .orElse("");
    }

    @Override
    public String preview(String phcis) {
        return ask(phcis).report();
    }

    @Override
    public PreviewData previewData(String phcis) {
        return ask(phcis);
    }

    private PreviewData ask(String phcis) {
        TableState state = keeper.state();
        Overview shown = overview.get();
        TableNames names =
                shown.state().table() == state.table()
                        ? shown.names()
                        : new TableNames(state.table());
        int[] asked = names.find(NameList.parse(phcis));
        Intent intent = Intent.of(JmxCaller.current(), "preview of " + phcis);
        Preview preview = PreviewRun.asking(state, coordinator.current(), intent).together(asked);
        return preview.data(Arrays.stream(asked).mapToObj(names::phciId).toList(), state);
    }
}
