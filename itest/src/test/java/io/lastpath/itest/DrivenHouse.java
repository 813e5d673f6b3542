// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.engine.internal.service.Engine;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Doubts;
import io.lastpath.mpxio.internal.module.MpxioModule;
import io.lastpath.mpxio.internal.preview.Preview;
import io.lastpath.mpxio.internal.preview.PreviewRun;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.Logs;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleStatus;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The real coordinator with the real multipath module and a user of every disk, without the
 * framework. Its clock stands still, so that the coordinator asks no module to register by itself:
 * vectors say when.
 */
final class DrivenHouse implements AutoCloseable {

    private static final Intent INTENT = Intent.of(Initiator.process(1), "vector");

    /** Another name of a card. */
    static final String LINK_TO_CARD = "/dev/cfg/card";

    private static final long PATIENCE_MILLIS = 60_000;
    private static final FakeReference OTHER = new FakeReference("other", 1);
    private static final FakeReference PLAYING =
            new FakeReference("playing", 2).with(DeviceTreeSource.PLAYED, true);

    private final Engine engine =
            new Engine(DrivenHouse::behindLink, Clock.systemUTC(), () -> 0, sentence -> {});
    private final TableKeeper keeper;
    private final MpxioSettings settings;
    private final DiskUser user;
    private FakeReference first = new FakeReference("vectors", 0);
    private DeviceTreeSource source;
    private MpxioModule module;
    private Engine.Arrival arrival;
    private volatile long limitMillis = PATIENCE_MILLIS;

    private static String behindLink(String name) {
        return name.equals(LINK_TO_CARD) ? "/devices/card" : name;
    }

    DrivenHouse(DeviceTreeSource source, String analysis, Set<String> disks) {
        settings = Settings.of(analysis, 256);
        keeper = new TableKeeper(settings, new Logs().logger());
        this.source = source;
        keeper.bindSource(source, first);
        user = new DiskUser(disks);
        engine.arrive(DiskUser.MODULE, () -> PATIENCE_MILLIS, () -> user).registered().join();
        // The first request has every module register once more.
        handle().getInfo(List.of("/"), RcmFlags.NONE);
        user.takeCalls();
    }

    DiskUser user() {
        return user;
    }

    RcmHandle handle() {
        return engine.open(INTENT);
    }

    /** {@return a handle of another process} */
    RcmHandle otherHandle() {
        return engine.open(Intent.of(Initiator.process(2), "vector"));
    }

    /** {@return a handle of a person} */
    RcmHandle person() {
        return engine.open(Intent.of(Initiator.jmx("operator", "local"), "by hand"));
    }

    /** {@return a handle of the same process, for what is forced whatever is not known} */
    RcmHandle forcing() {
        return engine.open(new Intent(INTENT.initiator(), "vector", Set.of(Intent.ACCEPT_UNKNOWN)));
    }

    /** Has the multipath module register, as the coordinator does when the tree has changed. */
    void register() {
        if (arrival == null) {
            MpxioModule arriving = new MpxioModule(keeper, settings, new Logs().logger());
            module = arriving;
            arrival = engine.arrive(MpxioModule.MODULE, () -> limitMillis, () -> arriving);
            arrival.registered().join();
        } else {
            engine.requestRegistration(MpxioModule.MODULE);
        }
    }

    /** Has the coordinator wait so long for each callback of the multipath module. */
    void limit(long millis) {
        limitMillis = millis;
    }

    /** Has every PHCI of the tree registered for again, as the management does at a refresh. */
    void believeTree() {
        believe(keeper.state(), System.nanoTime());
    }

    private void believe(TableState tree, long asked) {
        module.believeTree(tree, asked);
        engine.requestRegistration(MpxioModule.MODULE);
    }

    /** Has the tree read and believed, as the management does at a refresh. */
    void sayRefresh() {
        sayRefresh(() -> {});
    }

    /** The same, while something happens before it is believed. */
    void sayRefresh(Runnable meanwhile) {
        long asked = System.nanoTime();
        TableState tree = keeper.refresh().state();
        meanwhile.run();
        believe(tree, asked);
    }

    /** Waits until all have registered who were told to: a request begins with that. */
    void awaitRegistrations() {
        handle().getInfo(List.of("/"), RcmFlags.NONE);
    }

    /** Has another module register once more. */
    void registerAgain(String name) {
        engine.requestRegistration(name);
    }

    /** Has a second multipath module arrive, which stands by, and leave. */
    void standByAndLeave() {
        Engine.Arrival second =
                engine.arrive(
                        MpxioModule.MODULE, () -> PATIENCE_MILLIS, () -> new DiskUser(Set.of()));
        engine.leave(second);
    }

    /** Has the module forget what requests asked, as the management does when they are over. */
    void forgetRequests() {
        if (module != null) {
            module.forgetAll();
        }
    }

    /** Has an adapter used from now on that goes before the first one, and has it read. */
    void swapTo(DeviceTreeSource source) {
        keeper.bindSource(source, OTHER);
        refresh();
    }

    /** Has the first adapter leave, and another one come under its name, and has it read. */
    void replaceBy(DeviceTreeSource other) {
        keeper.unbindSource(source, first);
        first = new FakeReference("vectors", 0);
        source = other;
        keeper.bindSource(other, first);
        refresh();
    }

    /** Has the first adapter used again. */
    void swapBack(DeviceTreeSource other) {
        keeper.unbindSource(other, OTHER);
        refresh();
    }

    /** Has a host played in the place of that of the adapters, and has it read. */
    void play(DeviceTreeSource source) {
        keeper.bindSource(source, PLAYING);
        refresh();
    }

    /** Has nothing played any more. */
    void endPlay(DeviceTreeSource source) {
        keeper.unbindSource(source, PLAYING);
        refresh();
    }

    /** Has one more user of disks arrive, and waits until it has registered. */
    void arrive(String name, RcmModule user) {
        engine.arrive(name, () -> PATIENCE_MILLIS, () -> user).registered().join();
    }

    /** Has the tree read, and nobody register. */
    void refresh() {
        keeper.refresh();
    }

    /** Has the multipath module leave, with all its registrations. */
    void unregister() {
        if (arrival != null) {
            engine.leave(arrival);
            arrival = null;
        }
    }

    /** {@return what the loss of one PHCI would do, by its resource} */
    Preview preview(String phci) {
        TableState state = keeper.state();
        PreviewRun run = PreviewRun.asking(state, Optional.of(engine), INTENT);
        return run.together(new int[] {state.table().phciByResource(phci)});
    }

    /** {@return whether no request is open} */
    boolean isSettled() {
        return engine.drRequests().isEmpty();
    }

    /** {@return what the coordinator knows of the multipath module; empty before it arrived} */
    Optional<ModuleStatus> status() {
        return engine.modules().stream()
                .filter(status -> status.name().equals(MpxioModule.MODULE))
                .findFirst();
    }

    /** {@return the sentence on a table that is not to be believed; empty if it is} */
    String doubt() {
        TableState state = keeper.state();
        return state.isStale() ? Doubts.stale(state) : "";
    }

    /** {@return why the table is not to be believed; empty if it is} */
    String reason() {
        return keeper.state().staleReason();
    }

    /** {@return groups, clients, states, and what could not be read} */
    String table() {
        GroupTable table = keeper.state().table();
        StringBuilder text = new StringBuilder();
        for (int g = 0; g < table.groupCount(); g++) {
            append(text, table, table.group(g));
        }
        return text.append(table.phcis()).append(table.gaps().sentences()).toString();
    }

    private static void append(StringBuilder text, GroupTable table, Group group) {
        for (int client = 0; client < group.size(); client++) {
            text.append(group.label(client)).append(group.isNameable(client));
            for (int slot = 0; slot < group.slots(); slot++) {
                text.append(' ')
                        .append(table.phci(group.phci(slot)))
                        .append('=')
                        .append(group.state(client, slot))
                        .append(group.target(client, slot));
            }
            text.append('\n');
        }
        text.append("--\n");
    }

    @Override
    public void close() {
        engine.stop();
        keeper.close();
    }
}
