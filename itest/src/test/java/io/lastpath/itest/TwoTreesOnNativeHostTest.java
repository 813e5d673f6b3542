// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.PathState;
import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One disk hangs by each of two HBAs, and they change places while one question about both is
 * asked. The user of one of them refuses, whichever HBA it hangs by: half of the one tree and half
 * of the other would lead to the other one twice.
 */
class TwoTreesOnNativeHostTest extends EndOnHost {

    private static final String CHANGED = "the device tree changed while the request was asking";

    @BeforeEach
    void showTheFirstTree() {
        write(disks("/p1", "/p2", "/p1", "/p2"));
        registerNow();
        house.refresh();
        house.user()
                .whenQueriedAbout(
                        SINGLE, () -> house.user().answer(Map.of("request_offline_list", 1)));
    }

    private static Topology disks(String ofDouble, String ofSingle, String... hbas) {
        Topology host = hbas(hbas).client("/scsi_vhci/single").path(ofSingle, ONLINE, "");
        return host.client("/scsi_vhci/double").path(ofDouble, ONLINE, "");
    }

    private void whileOneIsAsked(Runnable change) {
        house.user().whenQueried(change);
    }

    private void readAgain(Topology host) {
        write(host);
        house.refresh();
    }

    private RcmReply ask(RcmHandle handle, String... resources) {
        return handle.requestOffline(List.of(resources), RcmFlags.QUERY);
    }

    private static void assertUnknown(RcmReply reply, String... texts) {
        assertThat(reply.isSuccess()).as(reply.toString()).isFalse();
        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains(texts);
    }

    @Test
    void aloneEachTreeRefuses() {
        RcmReply first = ask(house.person(), P1, P2);
        readAgain(disks("/p2", "/p1", "/p1", "/p2"));
        RcmReply second = ask(house.person(), P1, P2);

        assertThat(List.of(first, second)).noneMatch(RcmReply::isSuccess);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAdapterThatShowsAnotherTreeMeanwhileMakesTheAnswerUnknown(boolean isPerson) {
        whileOneIsAsked(() -> readAgain(disks("/p2", "/p1", "/p1", "/p2")));

        RcmReply reply = ask(isPerson ? house.person() : house.handle(), P1, P2);

        assertUnknown(reply, CHANGED, "what hangs by PHCI " + P1 + " is not what it was", "anew");
        assertThat(house.isSettled()).isTrue();
    }

    @Test
    void soDoesAnotherAdapter() {
        FakeSource other =
                new FakeSource(
                        List.of(
                                client("/scsi_vhci/single", path("/p1", PathState.ONLINE)),
                                client("/scsi_vhci/double", path("/p2", PathState.ONLINE))));
        whileOneIsAsked(() -> house.swapTo(other));

        RcmReply reply = ask(house.person(), P1, P2);

        assertUnknown(reply, CHANGED, "adapter vectors", "adapter other is in use now");
    }

    @Test
    void soItIsWithACardThatIsNamed() {
        write(disks("/card/p1", "/card/p2", "/card/p1", "/card/p2"));
        registerNow();
        whileOneIsAsked(() -> readAgain(disks("/card/p2", "/card/p1", "/card/p1", "/card/p2")));

        assertUnknown(ask(house.person(), CARD), CHANGED);
    }

    @Test
    void nothingIsTakenThatWasAskedAboutOnTwoTrees() {
        whileOneIsAsked(() -> readAgain(disks("/p2", "/p1", "/p1", "/p2")));

        assertUnknown(offline(P1, P2), CHANGED);
        assertThat(heard()).isEmpty();
        assertThat(house.isSettled()).isTrue();
    }

    /** As with whatever else is not known, whoever accepts that by name goes on. */
    @Test
    void whoAcceptsTheUnknownGoesOn() {
        whileOneIsAsked(() -> readAgain(disks("/p2", "/p1", "/p1", "/p2")));

        RcmReply reply =
                house.forcing()
                        .requestOffline(List.of(P1, P2), RcmFlags.QUERY.with(RcmFlags.FORCE));

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains(CHANGED);
        assertThat(house.forcing().intent().accepted()).contains(Intent.ACCEPT_UNKNOWN);
    }

    /** A poll that finds nothing new, and one that finds a disk of another HBA. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatHasNothingToDoWithTheRequestChangesNothing(boolean isOtherDisk) {
        Topology host = disks("/p1", "/p2", "/p1", "/p2", "/p3");
        write(host);
        registerNow();
        whileOneIsAsked(
                () ->
                        readAgain(
                                isOtherDisk
                                        ? host.client("/scsi_vhci/third").path("/p3", ONLINE, "")
                                        : host));
        house.user().whenQueriedAbout(SINGLE, () -> {});

        RcmReply reply = ask(house.person(), P1, P2);

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.DEGRADED);
    }
}
