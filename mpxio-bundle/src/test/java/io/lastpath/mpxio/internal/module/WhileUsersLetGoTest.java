// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.Nodes.phci;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a host while those who are told to let go do so. */
class WhileUsersLetGoTest extends ModuleOnHost {

    /** Nothing is announced, and those who are told may take long. */
    @Test
    void aPathThatFailsWhileUsersLetGoEndsTheRequest() {
        tree(disk(""), client("/double", path("/a", ON), path("/b", ON)));
        query(7);
        DeviceNode failed = client("/double", path("/a", ON), path("/b", PathState.FAULT));
        Handle handle = meanwhile(() -> source.set(List.of(disk(""), failed)));

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(handle.calls).contains("offline [/devices/disk]");
        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error()).contains("/double").contains("nobody was asked about it");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aPathThatFailsWhileTheFirstOfTwoIsToldIsSeenAtTheSecond() {
        tree(disk(""), client("/double", path("/b", ON), path("/c", ON)));
        askAboutBoth();
        DeviceNode failed = client("/double", path("/b", ON), path("/c", PathState.FAULT));
        Handle handle = meanwhile(() -> source.set(List.of(disk(""), failed)));
        assertThat(module.requestOffline(handle, A, 0, RcmFlags.NONE).result())
                .isEqualTo(RcmResult.SUCCESS);

        assertThat(commitOfB().error()).contains("/double").contains("nobody was asked about it");
    }

    @Test
    void aTreeThatCannotBeReadAfterUsersHaveLetGoEndsTheRequest() {
        tree(disk(""));
        query(7);
        Handle handle = meanwhile(() -> source.fail("di_init: Permission denied"));

        assertThat(module.requestOffline(handle, A, 0, RcmFlags.NONE).error())
                .contains("could not be read again")
                .contains("Permission denied");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDiskWhoseUsersWereToldMayBeGoneAndMayNotBeAnotherOne(boolean isAnother) {
        DeviceNode both = client("/disk", "mpatha", "wwid-1", path("/a", ON), path("/b", ON));
        DeviceNode other = client("/disk", "mpatha", "wwid-2", path("/a", ON), path("/b", ON));
        DeviceNode kept = client("/kept", path("/b", ON), path("/c", ON));
        tree(both, kept);
        module.requestOffline(going(B), A, 0, RcmFlags.QUERY);
        module.requestOffline(going(A), B, 0, RcmFlags.QUERY);
        Handle handle =
                new Handle(7) {
                    @Override
                    public RcmState getResourceState(String resource) {
                        return RcmState.OFFLINE_QUERY;
                    }

                    @Override
                    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                        tree(
                                isAnother
                                        ? new DeviceNode[] {other, kept}
                                        : new DeviceNode[] {phci("/a"), kept});
                        return super.requestOffline(resources, flags);
                    }
                };

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(handle.calls).contains("offline [/devices/disk]");
        if (isAnother) {
            assertThat(reply.error()).contains("wwid-1").contains("wwid-2");
        } else {
            assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
            assertThat(commitOfB().result()).isEqualTo(RcmResult.SUCCESS);
        }
    }

    /** It gained a path while it was asked about, and loses that one while others let go. */
    @Test
    void whoAgreedAndLosesTheLastPathWhileOthersLetGoIsToldAsWell() {
        tree(disk(""), client("/double", path("/a", ON)));
        query(7);
        source.set(List.of(disk(""), client("/double", path("/a", ON), path("/b", ON))));
        DeviceNode failed = client("/double", path("/a", ON), path("/b", PathState.FAULT));
        Handle handle = meanwhile(() -> source.set(List.of(disk(""), failed)));

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(handle.calls)
                .containsSubsequence("offline [/devices/disk]", "offline [/devices/double]");
    }

    @Test
    void aDiskOfAPhciThatWasTakenBeforeIsLookedAtAsWell() {
        DeviceNode third = client("/third", path("/b", ON));
        tree(disk(""), third, client("/double", path("/a", ON), path("/c", ON)));
        askAboutBoth();
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        DeviceNode failed = client("/double", path("/a", ON), path("/c", PathState.FAULT));
        Handle handle = meanwhile(() -> source.set(List.of(disk(""), third, failed)));

        ModuleReply reply = module.requestOffline(handle, B, 0, RcmFlags.NONE);

        assertThat(handle.calls).contains("offline [/devices/third]");
        assertThat(reply.error()).contains("/double").contains("nobody was asked about it");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
    }

    /** An announced change has the module register, which publishes what it reads. */
    @Test
    void whatWasPublishedSinceTheLastLookGoesBeforeIt() {
        tree(
                client("/one", path("/a", ON), path("/c", ON)),
                client("/two", path("/b", ON), path("/c", ON)));
        askAboutBoth();
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        tree(
                client("/one", path("/a", ON), path("/c", ON)),
                client("/two", path("/b", ON), path("/c", PathState.FAULT)));

        assertThat(commitOfB().error()).contains("/two").contains("nobody was asked about it");
    }

    /** It hung by a volume that its user let go. */
    @Test
    void whoAgreedAndWhoseDiskGoesAlongWithAnotherIsToldAsWell() {
        tree(disk(""), client("/volume", path("/a", ON), path("/b", ON)));
        module.requestOffline(going(B), A, 0, RcmFlags.QUERY);
        module.requestOffline(going(A), B, 0, RcmFlags.QUERY);
        source.set(List.of(disk(""), client("/volume", path("/b", ON))));
        Handle handle = meanwhile(() -> source.set(List.of(disk(""), phci("/b"))));

        assertThat(module.requestOffline(handle, A, 0, RcmFlags.NONE).result())
                .isEqualTo(RcmResult.SUCCESS);
        assertThat(handle.calls)
                .containsSubsequence("offline [/devices/disk]", "offline [/devices/volume]");
        assertThat(commitOfB().result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void whoAgreedAndLosesTheLastPathBeforeTheSecondPhciIsToldThoughThatOneTellsNobody() {
        DeviceNode other = client("/other", path("/b", ON), path("/c", ON));
        tree(client("/double", path("/a", ON)), other);
        askAboutBoth();
        tree(client("/double", path("/a", ON), path("/d", ON)), other);
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        tree(client("/double", path("/a", ON), path("/d", PathState.FAULT)), other);
        Handle second = new Handle(7);

        assertThat(module.requestOffline(second, B, 0, RcmFlags.NONE).result())
                .isEqualTo(RcmResult.SUCCESS);
        assertThat(second.calls).contains("offline [/devices/double]");
    }

    /** Another request may have told them, as one about the other PHCI does. */
    @Test
    void aDiskWhoseUsersHaveLetGoMeanwhileIsNotUnasked() {
        DeviceNode both = client("/both", path("/a", ON), path("/b", ON));
        tree(disk(""), both);
        query(7);
        Handle handle =
                new Handle(7) {
                    @Override
                    public RcmState getResourceState(String resource) {
                        return Set.of(B, "/devices/both").contains(resource)
                                ? RcmState.OFFLINE
                                : RcmState.ONLINE;
                    }
                };

        assertThat(module.requestOffline(handle, A, 0, RcmFlags.NONE).result())
                .isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void disksThatLoseTheirLastPathWithoutEndMakeItUnknown() {
        int disks = 20;
        List<DeviceNode> alone = new ArrayList<>();
        List<DeviceNode> spared = new ArrayList<>();
        for (int disk = 0; disk < disks; disk++) {
            alone.add(client("/disk" + disk, path("/a", ON)));
            spared.add(client("/disk" + disk, path("/a", ON), path("/b", ON)));
        }
        tree(alone.toArray(DeviceNode[]::new));
        query(7);
        spared.set(0, alone.get(0));
        source.set(List.copyOf(spared));
        AtomicInteger told = new AtomicInteger();
        Handle handle =
                meanwhile(
                        () -> {
                            int next = told.incrementAndGet();
                            spared.set(next, alone.get(next));
                            source.set(List.copyOf(spared));
                        });

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.error()).contains("faster than their users can be told", "ask anew");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(told).hasValue(9);
    }

    /** What the first users said is not forgotten over who is told late. */
    @Test
    void whatWasSaidBeforeAndAfterIsInTheAnswer() {
        tree(disk(""), client("/double", path("/a", ON)));
        query(7);
        source.set(List.of(disk(""), client("/double", path("/a", ON), path("/b", ON))));
        Handle handle =
                new Handle(7) {
                    @Override
                    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                        source.set(List.of(disk(""), client("/double", path("/a", ON))));
                        return said(resources.get(0));
                    }
                };

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.tuples())
                .extracting(InfoTuple::resource)
                .containsExactly("/devices/disk", "/devices/double");
        assertThat(reply.assessments())
                .extracting(Assessment::reason)
                .contains("/devices/disk has let go", "/devices/double has let go");
    }

    /**
     * The other disk loses its last path meanwhile, and stays in use, as the request has failed.
     */
    @Test
    void nobodyIsToldAnyMoreOnceOneHasNotLetGo() {
        tree(disk(""), client("/double", path("/a", ON)));
        query(7);
        source.set(List.of(disk(""), client("/double", path("/a", ON), path("/b", ON))));
        Handle handle =
                new Handle(7) {
                    @Override
                    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                        super.requestOffline(resources, flags);
                        source.set(List.of(disk(""), client("/double", path("/a", ON))));
                        return new RcmReply(RcmResult.FAILURE, Errno.NONE, List.of(), List.of(), 0);
                    }
                };

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(handle.calls)
                .filteredOn(call -> call.startsWith("offline"))
                .containsExactly("offline [/devices/disk]");
    }

    private static RcmReply said(String resource) {
        return new RcmReply(
                RcmResult.SUCCESS,
                Errno.NONE,
                List.of(UsedClients.tuple(resource, "fs", "in use", null)),
                List.of(new Assessment(Verdict.SAFE, resource + " has let go")),
                0);
    }
}
