// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.lostPath;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Logs;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.RequestSequence;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MpxioModuleTest {

    private static final PathState ON = PathState.ONLINE;
    private static final String A = "/devices/a";
    private static final String B = "/devices/b";

    private final Logs logs = new Logs();
    private final FakeSource source = new FakeSource(List.of());
    private final FakeReference reference = new FakeReference("test", 0);
    private final MpxioSettings settings =
            new MpxioSettings(Settings.config("exact", 256), logs.logger());
    private final TableKeeper keeper = new TableKeeper(settings, logs.logger());
    private final MpxioModule module = new MpxioModule(keeper, settings, logs.logger());

    @BeforeEach
    void bind() {
        keeper.bindSource(source, reference);
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    /** A handle of one request that writes down what it is asked. */
    private static class Handle extends FakeHandle {
        final List<String> calls = Collections.synchronizedList(new ArrayList<>());
        final long request;

        Handle(long request) {
            this.request = request;
        }

        @Override
        public RequestSequence sequence() {
            return new RequestSequence(request, 1);
        }

        @Override
        public RcmState getResourceState(String resource) {
            calls.add("state " + resource);
            return RcmState.ONLINE;
        }

        @Override
        public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
            calls.add("offline " + resources);
            return RcmReply.SUCCESS;
        }
    }

    private void tree(DeviceNode... nodes) {
        source.set(List.of(nodes));
        assertThat(module.register(new FakeHandle())).isEqualTo(RcmResult.SUCCESS);
    }

    private static DeviceNode disk(String identity) {
        return client("/disk", "mpatha", identity, path("/a", ON));
    }

    private ModuleReply query(long request) {
        return module.requestOffline(new Handle(request), A, 0, RcmFlags.QUERY);
    }

    private ModuleReply commit(long request) {
        return module.requestOffline(new Handle(request), A, 0, RcmFlags.NONE);
    }

    @Test
    void anotherDiskUnderTheSameNameBetweenQueryAndCommitIsRefused() {
        tree(disk("wwid-1"));
        assertThat(query(7).result()).isEqualTo(RcmResult.SUCCESS);
        tree(disk("wwid-2"));
        Handle handle = new Handle(7);

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error()).contains("/disk").contains("wwid-1").contains("wwid-2");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(handle.calls).noneMatch(call -> call.startsWith("offline"));
    }

    @Test
    void aDiskThatIsGoneAtTheCommitIsRefused() {
        tree(disk("wwid-1"));
        query(7);
        tree(client("/other", path("/a", ON)));

        assertThat(commit(7).error()).contains("wwid-1").contains("gone");
    }

    @Test
    void theSameDiskInANewTableIsNotRefused() {
        tree(disk("wwid-1"));
        query(7);
        tree(client("/new", path("/b", ON)), disk("wwid-1"));

        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
    }

    private void assertUnasked(ModuleReply reply) {
        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error()).contains("nobody was asked about PHCI " + A).contains("ask anew");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aRequestThatHasNotAskedIsRefused() {
        tree(disk("wwid-1"));
        query(7);

        assertUnasked(commit(8));
    }

    @Test
    void whatWasAskedIsForgottenWithAnOnlineAndWithARemove() {
        tree(disk("wwid-1"));
        query(7);
        module.notifyOnline(new Handle(8), A, 0, RcmFlags.NONE);
        assertUnasked(commit(7));

        query(9);
        module.notifyRemove(new Handle(10), A, 0, RcmFlags.NONE);
        assertUnasked(commit(9));
    }

    @Test
    void whatWasAskedIsForgottenWhereThePhciHasLeftTheTree() {
        tree(disk("wwid-1"));
        query(7);
        tree(client("/disk", path("/b", ON)));
        tree(disk("wwid-1"));

        assertUnasked(commit(7));
    }

    @Test
    void whoAsksInTheMidstOfAnotherRequestAsksInItsPlace() {
        tree(disk("wwid-1"));
        query(7);
        query(8);

        assertUnasked(commit(7));
        assertThat(commit(8).result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void underGroupAndWithoutARequestNothingHasToBeAskedFirst() {
        tree(disk("wwid-1"));
        assertThat(commit(0).result()).isEqualTo(RcmResult.SUCCESS);
        settings.modified(Settings.config("group", 256));
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void anotherDiskIsNoticedAtTheCommitThoughNobodyReadTheTreeSinceTheQuery() {
        tree(disk("wwid-1"));
        query(7);
        source.set(List.of(disk("wwid-2")));

        ModuleReply reply = commit(7);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error()).contains("wwid-1").contains("wwid-2");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aCommitReadsTheTreeOnceHoweverManyPhcisItTakesAndNeverWithoutAQuery() {
        tree(disk("wwid-1"), client("/other", "mpathb", "wwid-2", path("/b", ON)));
        for (String resource : List.of(A, B)) {
            module.requestOffline(new Handle(7), resource, 0, RcmFlags.QUERY);
        }
        int before = source.snapshots();
        for (String resource : List.of(A, B)) {
            module.requestOffline(new Handle(7), resource, 0, RcmFlags.NONE);
            module.requestOffline(new Handle(8), resource, 0, RcmFlags.NONE); // has not asked
        }

        assertThat(source.snapshots()).isEqualTo(before + 1);
    }

    @Test
    void aChangeDuringTheCommitsReadHasItReadOnceMore() {
        tree(disk(""));
        query(7);
        source.announceWhileRead(1);

        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void aChangeAfterTheFirstOfTwoWasToldHasTheTreeReadAgain() {
        tree(disk("wwid-1"), client("/other", "mpathb", "wwid-2", path("/b", ON)));
        for (String resource : List.of(A, B)) {
            module.requestOffline(new Handle(7), resource, 0, RcmFlags.QUERY);
        }
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        source.set(List.of(disk("wwid-1"), client("/other", "mpathb", "wwid-3", path("/b", ON))));
        source.announce();

        assertThat(module.requestOffline(new Handle(7), B, 0, RcmFlags.NONE).error())
                .contains("wwid-2")
                .contains("wwid-3");
    }

    @Test
    void aTableThatIsStaleAtTheCommitIsRefusedThoughItWasJustRead() {
        tree(disk(""));
        query(7);
        source.announceWhileRead(Integer.MAX_VALUE);

        ModuleReply reply = commit(7);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error()).contains("is stale since").contains("ask anew");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aPhciThatLeavesTheTreeBetweenQueryAndCommitIsRefused() {
        tree(client("/disk", path("/a", ON), path("/b", PathState.FAULT)));
        query(7);
        source.set(List.of(client("/disk", path("/b", PathState.FAULT))));

        assertThat(commit(7).error()).contains("PHCI /devices/a").contains("gone now");
    }

    @Test
    void aDiskThatHasGainedAPathSinceTheQueryIsNotRefused() {
        tree(client("/disk", path("/a", ON)));
        query(7);
        source.set(List.of(client("/disk", path("/a", ON), path("/b", ON))));

        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void whoWasAskedAboutAnotherPhciOfTheSameRequestWasAsked() {
        tree(client("/disk", path("/a", ON), path("/b", ON)));
        Handle withoutA = going(A);
        Handle withoutB = going(B);
        query(7);
        module.requestOffline(withoutA, B, 0, RcmFlags.QUERY);

        ModuleReply reply = module.requestOffline(withoutB, A, 0, RcmFlags.NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(withoutB.calls).contains("offline [/devices/disk]");
    }

    @Test
    void aDiskThatAnotherRequestLeavesWithOnePathIsNotTakenUnasked() {
        tree(client("/disk", path("/a", ON), path("/b", ON)));
        query(7);

        ModuleReply reply = module.requestOffline(going(B), A, 0, RcmFlags.NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error())
                .isEqualTo(
                        "client /disk would be left without a usable path now, and nobody was"
                                + " asked about it; bring /devices/a online again and ask anew");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
    }

    /** A handle of request 7 for which one PHCI is on its way out. */
    private static Handle going(String phci) {
        return new Handle(7) {
            @Override
            public RcmState getResourceState(String resource) {
                return resource.equals(phci) ? RcmState.OFFLINE_QUERY : RcmState.ONLINE;
            }
        };
    }

    @Test
    void anotherAdapterIsNoticedUnderGroupToo() {
        settings.modified(Settings.config("group", 256));
        tree(client("/disk", path("/a", ON)));
        query(7);
        keeper.bindSource(new FakeSource(List.of()), new FakeReference("other", 1));

        assertThat(commit(7).error()).contains("adapter test").contains("adapter other");
    }

    @Test
    void underGroupACommitWithoutIdentitiesReadsNothing() {
        settings.modified(Settings.config("group", 256));
        tree(client("/disk", path("/a", ON)));
        query(7);
        source.fail("di_init: Permission denied");

        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
    }

    /** A handle through which a module is heard for some clients, and finds nobody there. */
    private static final class Heard extends Handle {
        private final List<String> clients;
        private final Set<String> accepted;

        Heard(List<String> clients, String... accepted) {
            super(7);
            this.clients = clients;
            this.accepted = Set.of(accepted);
        }

        @Override
        public Intent intent() {
            return new Intent(Initiator.process(1), "fire", accepted);
        }

        @Override
        public RcmReply getInfo(List<String> resources, RcmFlags flags) {
            return inspect(resources, flags);
        }

        @Override
        public RcmReply inspect(List<String> resources, RcmFlags flags) {
            List<InfoTuple> tuples =
                    resources.stream()
                            .filter(clients::contains)
                            .map(one -> UsedClients.tuple(one, "host", "", Verdict.SAFE))
                            .toList();
            return new RcmReply(RcmResult.SUCCESS, Errno.NONE, tuples, List.of(), 0);
        }

        boolean hasCalled() {
            return calls.stream().anyMatch(call -> call.startsWith("offline"));
        }
    }

    private void hostAnswersForEveryClient() {
        keeper.unbindSource(source, reference);
        keeper.bindSource(
                source, new FakeReference("host", 0).with(DeviceTreeSource.USERS, "host"));
    }

    @Test
    void anOfflineIsUnknownWhereTheOneWhoAnswersForEveryClientIsNotHeard() {
        hostAnswersForEveryClient();
        tree(disk("wwid-1"));
        Handle asking = new Heard(List.of());
        Heard doing = new Heard(List.of());

        assertThat(module.requestOffline(asking, A, 0, RcmFlags.QUERY).assessments())
                .extracting(Assessment::verdict, Assessment::reason)
                .contains(
                        tuple(
                                Verdict.UNKNOWN,
                                "module host has not registered for mpatha:"
                                        + " nobody knows who uses it"));
        ModuleReply done = module.requestOffline(doing, A, 0, RcmFlags.NONE);
        assertThat(done.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(done.error()).contains("host has not registered for mpatha");
        assertThat(verdict(done)).isEqualTo(Verdict.UNKNOWN);
        assertThat(doing.hasCalled()).isFalse();
    }

    @Test
    void whoAsksWhatDependsOnAPhciIsToldWhereTheOneWhoAnswersForEveryClientIsNotHeard() {
        hostAnswersForEveryClient();
        tree(disk("wwid-1"), client("/other", "mpathb", "wwid-2", path("/a", ON)));

        UsageReply silent = dependents(new Heard(List.of("/devices/other")));
        UsageReply heard = dependents(new Heard(List.of("/devices/disk", "/devices/other")));

        assertThat(silent.error())
                .isEqualTo("module host has not registered for mpatha: nobody knows who uses it");
        assertThat(silent.properties()).containsEntry(InfoTuple.SEVERITY, "UNKNOWN");
        assertThat(silent.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(heard.error()).isEmpty();
        assertThat(heard.properties()).isEmpty();
    }

    private UsageReply dependents(Handle handle) {
        return module.getInfo(handle, A, 0, RcmFlags.INCLUDE_DEPENDENT);
    }

    @Test
    void anOfflineGoesOnWhereHeIsHeardOrTheUnknownIsAccepted() {
        hostAnswersForEveryClient();
        tree(disk("wwid-1"));
        Heard heard = new Heard(List.of("/devices/disk"));
        Heard accepting = new Heard(List.of(), Intent.ACCEPT_UNKNOWN);

        assertThat(module.requestOffline(heard, A, 0, RcmFlags.QUERY).assessments())
                .noneMatch(said -> said.verdict() == Verdict.UNKNOWN);
        assertThat(module.requestOffline(heard, A, 0, RcmFlags.NONE).result())
                .isEqualTo(RcmResult.SUCCESS);
        assertThat(module.requestOffline(accepting, A, 0, RcmFlags.FORCE).result())
                .isEqualTo(RcmResult.SUCCESS);
        assertThat(accepting.hasCalled()).isTrue();
    }

    @Test
    void aTreeThatCannotBeReadAtTheCommitIsRefusedUnlessTheUnknownIsAccepted() {
        tree(disk("wwid-1"));
        query(7);
        source.fail("di_init: Permission denied");
        Handle accepting =
                new Handle(8) {
                    @Override
                    public Intent intent() {
                        return new Intent(
                                Initiator.process(1), "fire", Set.of(Intent.ACCEPT_UNKNOWN));
                    }
                };

        ModuleReply reply = commit(7);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error()).contains("could not be read").contains("Permission denied");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        query(8);
        assertThat(module.requestOffline(accepting, A, 0, RcmFlags.FORCE).result())
                .isEqualTo(RcmResult.SUCCESS);
        query(9);
        assertThat(module.requestOffline(new Handle(9), A, 0, RcmFlags.FORCE).result())
                .isEqualTo(RcmResult.FAILURE);
    }

    @Test
    void aRegisteredPhciThatTheTreeHasNoMoreIsUnknown() {
        tree(disk("wwid-1"));
        source.set(List.of(client("/other", path("/b", ON))));
        keeper.refresh();

        ModuleReply reply = query(7);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.assessments().get(0).reason())
                .isEqualTo("PHCI /devices/a is not in the device tree");
        assertThat(module.getInfo(new Handle(8), A, 0, RcmFlags.NONE).properties())
                .containsEntry(InfoTuple.SEVERITY, "UNKNOWN");
    }

    @Test
    void theVerdictUnderGroupSaysWhatItsAnswerOverlooks() {
        settings.modified(Settings.config("group", 256));
        tree(
                client("/good", path("/a", ON), path("/b", ON)),
                client("/bad", path("/a", ON), path("/b", PathState.FAULT)));

        ModuleReply reply = query(7);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(verdict(reply)).isEqualTo(Verdict.DATA_CRITICAL);
        assertThat(reply.assessments().get(0).reason())
                .startsWith("1 client is left without a usable path");
    }

    @Test
    void aStaleTableMakesRepliesUnknownWithItsReason() {
        tree(disk("wwid-1"));
        source.fail("di_init: Permission denied");
        assertThat(module.register(new FakeHandle())).isEqualTo(RcmResult.FAILURE);

        ModuleReply reply = query(7);
        UsageReply usage = module.getInfo(new Handle(8), A, 0, RcmFlags.NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.assessments().get(0).reason()).contains("Permission denied");
        assertThat(usage.properties()).containsEntry(InfoTuple.SEVERITY, "UNKNOWN");
    }

    @Test
    void anAdapterThatLeftMakesRepliesUnknownUntilAnotherIsRead() {
        tree(disk("wwid-1"));
        keeper.unbindSource(source, reference);
        assertThat(verdict(query(7))).isEqualTo(Verdict.UNKNOWN);
        keeper.bindSource(source, reference);
        module.register(new FakeHandle());
        assertThat(verdict(query(8))).isEqualTo(Verdict.DEGRADED);
    }

    @Test
    void whatCouldHideAClientMakesRepliesUnknown() {
        DeviceNode ok = client("/ok", path("/a", ON), path("/b", ON), path("/c", ON));
        tree(ok);
        assertThat(query(1).assessments()).isEmpty();
        tree(ok, new DeviceNode.Unreadable("/sys/block/dm-3", "EIO"));
        assertThat(query(2).assessments().get(0).reason()).contains("/sys/block/dm-3");
        tree(ok, client("/lost", "mpathz", "", lostPath(ON)));
        ModuleReply adrift = query(3);
        assertThat(adrift.error()).isEqualTo("Cannot lookup clients.");
        assertThat(adrift.assessments().get(0).reason()).contains("mpathz");
        tree(ok, client("/half", path("/b", PathState.FAULT), lostPath(ON)));
        assertThat(query(4).assessments().get(0).reason()).contains("/half");
    }

    @Test
    void redundancyThatGoesIsDegraded() {
        tree(client("/disk", path("/a", ON), path("/b", ON)));

        ModuleReply reply = query(7);

        assertThat(verdict(reply)).isEqualTo(Verdict.DEGRADED);
        assertThat(reply.assessments().get(0).reason()).contains("single usable path");
    }

    @Test
    void exactAsksForEachPhciAtMostOnce() {
        tree(
                client("/c1", path("/a", ON), path("/b", ON)),
                client("/c2", path("/a", ON), path("/b", ON), path("/b", ON)),
                client("/c3", path("/a", ON), path("/c", PathState.OFFLINE)));
        Handle handle = new Handle(1);

        module.requestOffline(handle, A, 0, RcmFlags.QUERY);

        assertThat(handle.calls).containsExactly("state " + B, "offline [/devices/c3]");
    }

    @Test
    void theAnalysisCanBeChangedAtRunTimeAndABadValueChangesNothing() {
        tree(
                client("/good", path("/a", ON), path("/b", ON)),
                client("/bad", path("/a", ON), path("/b", PathState.FAULT)));
        assertThat(affected()).containsExactly("offline [/devices/bad]");

        settings.modified(Settings.config("group", 256));
        assertThat(affected()).isEmpty();

        settings.modified(Settings.config("clever", 256));
        assertThat(affected()).isEmpty();
        assertThat(logs.lines())
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("io.lastpath.mpxio")
                                        .contains("analysis")
                                        .contains("'exact' or 'group'"));

        settings.modified(Settings.config("exact", -1));
        assertThat(settings.beanLimit()).isEqualTo(256);
        assertThat(affected()).containsExactly("offline [/devices/bad]");
    }

    private List<String> affected() {
        Handle handle = new Handle(0);
        module.requestOffline(handle, A, 0, RcmFlags.QUERY);
        return handle.calls.stream().filter(call -> call.startsWith("offline")).toList();
    }

    @Test
    void aSettingOfTheWrongTypeChangesNothing() {
        settings.modified(
                new MpxioSettings.Config() {
                    @Override
                    public String analysis() {
                        return "group";
                    }

                    @Override
                    public int beanLimit() {
                        throw new IllegalArgumentException("many is no number");
                    }

                    @Override
                    public int readTimeLimitMillis() {
                        return 30_000;
                    }

                    @Override
                    public String adapter() {
                        return "";
                    }

                    @Override
                    public Class<MpxioSettings.Config> annotationType() {
                        return MpxioSettings.Config.class;
                    }
                });

        assertThat(settings.beanLimit()).isEqualTo(256);
        assertThat(logs.lines()).anyMatch(line -> line.contains("beanLimit"));
    }

    @Test
    void aFailedRegistrationIsLoggedAndTriedAgain() {
        Set<String> registered = new TreeSet<>();
        FakeHandle refusing =
                new FakeHandle() {
                    @Override
                    public RcmReply registerInterest(
                            RegistrationKind kind, String resource, RcmFlags flags) {
                        return RcmReply.failure(Errno.EFAULT);
                    }
                };
        FakeHandle agreeing =
                new FakeHandle() {
                    @Override
                    public RcmReply registerInterest(
                            RegistrationKind kind, String resource, RcmFlags flags) {
                        registered.add(resource);
                        return RcmReply.SUCCESS;
                    }
                };
        source.set(List.of(disk("w")));
        module.register(refusing);
        module.register(agreeing);
        module.register(agreeing);

        assertThat(registered).containsExactly(A);
        assertThat(logs.lines()).anyMatch(line -> line.contains(A) && line.contains("EFAULT"));
    }

    /** Registrations as a coordinator keeps them; a second one of the same name is an error. */
    private static final class Book extends FakeHandle {
        final Set<String> names = ConcurrentHashMap.newKeySet();
        final List<String> errors = Collections.synchronizedList(new ArrayList<>());

        @Override
        public RcmReply registerInterest(RegistrationKind kind, String name, RcmFlags flags) {
            if (!names.add(name)) {
                errors.add("twice " + name);
            }
            return RcmReply.SUCCESS;
        }

        @Override
        public RcmReply unregisterInterest(RegistrationKind kind, String name, RcmFlags flags) {
            if (!names.remove(name)) {
                errors.add("unknown " + name);
            }
            return RcmReply.SUCCESS;
        }
    }

    @Test
    void concurrentRegistersEndInWhatTheLastTreeHas() throws Exception {
        Book book = new Book();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (int thread = 0; thread < 4; thread++) {
            int number = thread;
            threads.add(
                    CompletableFuture.runAsync(
                            () -> registerOften(book, number, start),
                            task -> new Thread(task).start()));
        }
        start.countDown();
        for (CompletableFuture<Void> thread : threads) {
            thread.get(20, TimeUnit.SECONDS);
        }
        source.set(List.of(client("/d", path("/p1", ON)), client("/e", path("/last", ON))));
        module.register(book);

        assertThat(book.names).containsExactlyInAnyOrder("/devices/p1", "/devices/last");
        assertThat(book.errors).isEmpty();
    }

    private void registerOften(Book book, int number, CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < 200; i++) {
            source.set(List.of(client("/d", path("/p" + (number + i) % 3, ON))));
            if (i % 50 == 49) {
                module.unregister(book);
            }
            module.register(book);
        }
    }

    @Test
    void aHandleThatCallsBackIntoTheModuleIsAnswered() throws Exception {
        tree(disk("w"));
        FakeHandle callingBack =
                new FakeHandle() {
                    @Override
                    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                        CompletableFuture<UsageReply> other =
                                CompletableFuture.supplyAsync(
                                        () -> module.getInfo(this, A, 0, RcmFlags.NONE),
                                        task -> new Thread(task).start());
                        try {
                            assertThat(other.get(10, TimeUnit.SECONDS).result().isSuccess())
                                    .isTrue();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                        module.register(this);
                        return RcmReply.SUCCESS;
                    }
                };

        assertThat(module.requestOffline(callingBack, A, 0, RcmFlags.NONE).result().isSuccess())
                .isTrue();
    }

    private static Verdict verdict(ModuleReply reply) {
        return reply.assessments().stream()
                .map(Assessment::verdict)
                .reduce(Verdict.SAFE, Verdict::or);
    }
}
