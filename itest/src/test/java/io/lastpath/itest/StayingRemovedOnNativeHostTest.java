// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.PathState;
import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * An HBA was removed: it is no spare path, whoever registers for it and whatever was said or shown
 * that does not tell that it is there again.
 */
class StayingRemovedOnNativeHostTest extends EndOnHost {

    private static final String C1 = "/devices/card/p1";
    private static final String C2 = "/devices/card/p2";
    private static final String P4 = "/devices/p4";
    private static final String GUARD = "guard";

    private static DiskUser listener(String resource) {
        return new DiskUser(RegistrationKind.EVENT, Set.of(resource));
    }

    private void guard(String resource) {
        house.arrive(GUARD, new DiskUser(Set.of(resource)));
    }

    private void registerTwice(String module) {
        for (int i = 0; i < 2; i++) {
            house.registerAgain(module);
            house.awaitRegistrations();
        }
    }

    private void refresh() {
        house.sayRefresh();
        house.awaitRegistrations();
    }

    private void assertIsNoSparePath(String removed, String other, String... disks) {
        assertThat(house.handle().isRemoved(removed)).isTrue();
        assertThat(house.preview(other).endangered()).isEqualTo(disks.length);
        assertAsked(house, other, disks);
    }

    private static void assertAsked(DrivenHouse house, String hba, String... disks) {
        house.user().takeCalls();
        RcmReply reply = house.person().requestOffline(List.of(hba), RcmFlags.QUERY);
        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(house.user().takeCalls())
                .extracting(DiskUser.Call::disk)
                .containsExactlyInAnyOrder(disks);
    }

    /** One disk hangs by the first HBA of a card, another one by the second and by a third HBA. */
    private void showCard() {
        showDisksBy("/card/p1", "/card/p2");
    }

    /** The same as long as only some of the HBAs of the card are there. */
    private void showDisksBy(String... hbasOfCard) {
        Topology host = hbas(hbasOfCard);
        host.phci("/p4");
        if (List.of(hbasOfCard).contains("/card/p1")) {
            host.client("/scsi_vhci/double").path("/card/p1", ONLINE, "");
        }
        host.client("/scsi_vhci/single").path("/p4", ONLINE, "");
        if (List.of(hbasOfCard).contains("/card/p2")) {
            host.path("/card/p2", ONLINE, "");
        }
        write(host);
    }

    @Test
    void whoListensForEventsOfAnHbaDoesNotKeepItFromGoingWithItsCard() {
        showCard();
        registerFor(C2);
        house.arrive("listener", listener(C2));
        takeAndRemove(CARD);
        assertIsNoSparePath(C2, P4, SINGLE);

        showDisksBy("/card/p2");
        registerNow();
        showCard();
        registerNow();

        assertThat(house.handle().isRemoved(C1)).isFalse();
        assertIsNoSparePath(C2, P4, SINGLE);
    }

    @Test
    void norDoesHeWhereTheAnalysisIsThatOfGroups() throws Exception {
        FakeSource source =
                new FakeSource(
                        List.of(
                                client(
                                        "/scsi_vhci/single",
                                        path("/card/p2", PathState.ONLINE),
                                        path("/p4", PathState.ONLINE))));
        try (DrivenHouse groups = new DrivenHouse(source, "group", Set.of(SINGLE))) {
            groups.register();
            groups.arrive("listener", listener(C2));
            groups.handle().requestOffline(List.of(CARD), RcmFlags.NONE);

            groups.handle().notifyRemove(List.of(CARD), RcmFlags.NONE);

            assertThat(groups.handle().isRemoved(C2)).isTrue();
            assertAsked(groups, P4, SINGLE);
        }
    }

    @Test
    void whoRegistersAgainAndAgainBringsNothingBackThoughAnotherListensForEvents() {
        house.arrive("listener", listener(P2));
        guard(P2);
        takeAndRemove(P2);

        registerTwice(GUARD);

        assertIsNoSparePath(P2, P1, SINGLE, DOUBLE);
    }

    @Test
    void norDoesHeOnceTheMultipathModuleIsExchanged() {
        guard(P2);
        takeAndRemove(P2);
        house.unregister();
        registerFor(P1);

        registerTwice(GUARD);

        assertIsNoSparePath(P2, P1, SINGLE, DOUBLE);
    }

    @Test
    void aRefreshBringsNothingBackThatTheAdapterInUseDoesNotShow() {
        takeAndRemove(P2);
        FakeSource other = new FakeSource(List.of(client("/x", path("/px", PathState.ONLINE))));
        house.swapTo(other);
        registerFor("/devices/px");

        refresh();
        house.swapBack(other);
        registerFor(P1);

        assertIsNoSparePath(P2, P1, SINGLE, DOUBLE);
    }

    @Test
    void aRefreshBeforeTheRemovalOfAnHbaThatCouldNotBeRegisteredForDoesNotUndoIt()
            throws Exception {
        showWithoutTheSecond();
        registerNow();
        assertThat(house.forcing().requestOffline(List.of(P2), RcmFlags.FORCE).isSuccess())
                .isTrue();
        show(ONLINE);
        registerNow();

        assertIsRemovedForGoodAfterARefresh();
    }

    @Test
    void norDoesItWhereTheMultipathModuleIsExchangedMeanwhile() throws Exception {
        assertThat(offline(P2).isSuccess()).isTrue();
        house.unregister();
        registerNow();

        assertIsRemovedForGoodAfterARefresh();
    }

    @Test
    void norDoesItWhereThatIsTheSecondRemoval() throws Exception {
        takeAndRemove(P2);
        assertThat(offline(P2).isSuccess()).isTrue();

        assertIsRemovedForGoodAfterARefresh();
    }

    private void assertIsRemovedForGoodAfterARefresh() throws Exception {
        refresh();
        assertThat(house.handle().getResourceState(P2)).isEqualTo(RcmState.OFFLINE);
        remove(P2);

        registerNow();
        registerNow();

        assertIsNoSparePath(P2, P1, SINGLE, DOUBLE);
    }

    @Test
    void whatComesUpLateBelowARemovedCardStaysGoneWhenTheUserOfTheCardRegistersAgain() {
        showDisksBy("/card/p1");
        registerFor(C1);
        guard(CARD);
        takeAndRemove(CARD);
        showCard();
        registerNow();
        assertIsNoSparePath(C2, P4, SINGLE);

        registerTwice(GUARD);

        assertIsNoSparePath(C2, P4, SINGLE);
    }
}
