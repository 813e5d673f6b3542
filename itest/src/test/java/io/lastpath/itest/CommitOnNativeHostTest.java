// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Waiting;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What happens between the query and the commit of a request on a host that gives no disk an
 * identity: nobody loses the last path of a disk without having been asked, and nobody who was
 * asked is forgotten.
 */
class CommitOnNativeHostTest extends OnNativeHost {

    private List<String> committed() {
        return house.user().takeCalls().stream()
                .filter(call -> !call.flags().has(RcmFlags.QUERY))
                .filter(call -> call.list().equals("request_offline_list"))
                .map(DiskUser.Call::disk)
                .toList();
    }

    /** As with every refusal at the commit, whoever asked then brings back what was taken. */
    private void assertRefused(RcmReply reply, String... texts) {
        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains(texts).contains("online again and ask anew");
        assertThat(committed()).doesNotContain(DOUBLE);
    }

    private void assertBroughtBack(String... resources) throws RcmException {
        house.handle().notifyOnline(List.of(resources), RcmFlags.NONE);
        assertThat(house.isSettled()).isTrue();
        for (String resource : List.of(P1, P2, SINGLE, DOUBLE)) {
            assertThat(house.handle().getResourceState(resource)).isEqualTo(RcmState.ONLINE);
        }
    }

    @Test
    void whoAgreedIsToldWhereNothingChanges() {
        assertThat(offline(P1).result()).isEqualTo(RcmResult.SUCCESS);

        assertThat(committed()).containsExactly(SINGLE);
    }

    @Test
    void aDiskThatTwoHbasOfOneRequestTakeTogetherWasAskedAbout() throws Exception {
        assertThat(offline(P1, P2).result()).isEqualTo(RcmResult.SUCCESS);

        assertThat(committed()).contains(SINGLE, DOUBLE);
    }

    @Test
    void anotherAdapterBetweenQueryAndCommitEndsTheRequest() throws Exception {
        DevicePath one = new DevicePath(NodePath.of("/p1"), PathState.ONLINE, "");
        DevicePath two = new DevicePath(NodePath.of("/p2"), PathState.ONLINE, "");
        DeviceNode safe =
                new DeviceNode.Client(NodePath.of("/scsi_vhci/single"), "", "", List.of(one, two));
        house.user().whenQueried(() -> house.swapTo(new FakeSource(List.of(safe))));

        assertRefused(offline(P1), "adapter vectors", "adapter other is in use now");
        assertBroughtBack(P1);
    }

    /** The module registers for the other tree, and keeps what it was asked about. */
    @Test
    void aSwapToATreeWithoutTheHbaEndsTheRequest() throws Exception {
        DevicePath two = new DevicePath(NodePath.of("/p2"), PathState.ONLINE, "");
        DeviceNode other =
                new DeviceNode.Client(NodePath.of("/scsi_vhci/double"), "", "", List.of(two));
        house.user()
                .whenQueried(
                        () -> {
                            house.swapTo(new FakeSource(List.of(other)));
                            registerFor(P2);
                        });

        RcmReply reply = offline(P1);

        assertThat(committed()).isEmpty();
        assertRefused(reply, "adapter other is in use now");
    }

    /** Does something as soon as the HBA was agreed to, while a disk is asked about by itself. */
    private void onceTheHbaWasAsked(Runnable action) {
        house.user().whenQueried(() -> house.user().whenQueried(action));
    }

    @Test
    void aModuleThatLeavesAfterTheQueryEndsTheRequest() {
        onceTheHbaWasAsked(house::unregister);

        RcmReply reply = offline(P1, DOUBLE);

        assertThat(committed()).isEmpty();
        assertRefused(reply, "module mpxio was asked about " + P1);
    }

    @Test
    void aModuleThatIsReplacedAfterTheQueryEndsTheRequest() throws Exception {
        onceTheHbaWasAsked(
                () -> {
                    house.unregister();
                    house.register();
                });

        RcmReply reply = offline(P1, DOUBLE);

        assertThat(committed()).isEmpty();
        assertRefused(reply, "module mpxio was asked about " + P1);
        assertBroughtBack(P1);
    }

    @Test
    void aModuleThatLeavesWhileItAsksRefuses() {
        house.user().whenQueried(house::unregister);

        assertThat(offline(P1).isSuccess()).isFalse();
        assertThat(committed()).isEmpty();
        assertThat(house.isSettled()).isTrue();
    }

    @Test
    void aDiskThatLosesItsSecondPathDuringTheQueryIsNotTakenUnasked() throws Exception {
        house.user().whenQueried(() -> show(FAULTED));

        assertRefused(offline(P1), "/scsi_vhci/double", "nobody was asked about it");
        assertBroughtBack(P1);

        assertThat(offline(P1).result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(committed()).containsExactlyInAnyOrder(SINGLE, DOUBLE);
    }

    @Test
    void aDiskIsNotTakenUnaskedWhereTheQueryOfTheHbaAffectedNobody() throws Exception {
        house.user().whenQueried(() -> show(FAULTED, ONLINE));

        assertRefused(offline(P2, SINGLE), "/scsi_vhci/double", "nobody was asked about it");
        assertBroughtBack(P2, SINGLE);
    }

    @Test
    void aDiskThatIsGoneAtTheCommitEndsTheRequest() throws Exception {
        house.user()
                .whenQueried(() -> write(new Topology().phci("/p1").client("/scsi_vhci/other")));

        assertRefused(offline(P1), "/scsi_vhci/single was asked about and is gone now");
        assertBroughtBack(P1);
    }

    @Test
    void aTreeThatIsNotWholeAtTheCommitEndsTheRequest() throws Exception {
        house.user()
                .whenQueried(
                        () ->
                                write(
                                        new Topology()
                                                .phci("/p1")
                                                .phci("/p2")
                                                .client("/scsi_vhci/single")
                                                .path("/p1", ONLINE, "")
                                                .client("/scsi_vhci/double")
                                                .pathWithoutPhci(ONLINE, "")
                                                .path("/p2", FAULTED, "")));

        RcmReply reply = offline(P1);

        assertThat(committed()).isEmpty();
        assertRefused(reply, "who would be hurt is not known", "/scsi_vhci/double");
        assertBroughtBack(P1);
    }

    /** Two HBAs on a card, which is taken out as a whole. */
    @Test
    void whoseHbaLeavesTheTreeWhileTheDisksOfAnotherAreLetGoIsToldAsWell() {
        String one = "/devices/card/p1";
        String two = "/devices/card/p2";
        write(firstDiskOf("/card/p1", "/card/p2", "/card/p2"));
        registerFor(two);
        Topology first =
                new Topology()
                        .phci("/card/p1")
                        .client("/scsi_vhci/single")
                        .path("/card/p1", ONLINE, "");
        house.user()
                .whenTold(
                        () -> {
                            write(first);
                            registerFor(one);
                        });

        RcmReply reply = offline("/devices/card");

        assertThat(reply.result()).as(reply.toString()).isEqualTo(RcmResult.SUCCESS);
        assertThat(committed()).containsExactly(SINGLE, DOUBLE);
    }

    @Test
    void aDiskThatIsGoneOnceItsUserHasLetGoDoesNotHoldUpTheSecondHba() throws Exception {
        Topology one = hbas("/p1", "/p2").client("/scsi_vhci/double");
        write(one.path("/p1", ONLINE, "").path("/p2", ONLINE, ""));
        registerFor(P2);
        house.user()
                .whenTold(
                        () -> {
                            write(hbas("/p1", "/p2"));
                            house.register();
                            house.handle().getInfo(List.of(P2), RcmFlags.NONE);
                        });

        assertThat(offline(P1, P2).result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(committed()).containsExactly(DOUBLE);
    }

    @Test
    void aPathThatFailsWhileUsersLetGoEndsTheRequest() throws Exception {
        house.user().whenTold(() -> show(FAULTED));

        RcmReply reply = offline(P1);

        assertThat(committed()).containsExactly(SINGLE);
        assertRefused(reply, "/scsi_vhci/double", "nobody was asked about it");
        assertBroughtBack(P1);
    }

    /** Another request takes the other HBA, and has its disk's users let go. */
    @Test
    void aDiskThatAnotherRequestHasAskedAndToldIsNotUnasked() throws Exception {
        List<RcmReply> other = new ArrayList<>();
        house.user()
                .whenTold(() -> other.add(CompletableFuture.supplyAsync(() -> offline(P2)).join()));

        RcmReply reply = offline(P1);

        assertThat(other).singleElement().matches(RcmReply::isSuccess);
        assertThat(reply.result()).as(reply.toString()).isEqualTo(RcmResult.SUCCESS);
        assertThat(committed()).containsExactlyInAnyOrder(SINGLE, DOUBLE);
        assertBroughtBack(P2, P1);
    }

    /** What is out, or gone, is no spare path since somebody asks about it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anHbaThatWasTakenIsNoSparePathWhileItIsAskedAboutAgain(boolean isRemoved)
            throws Exception {
        assertThat(offline(P2).isSuccess()).isTrue();
        if (isRemoved) {
            house.handle().notifyRemove(List.of(P2), RcmFlags.NONE);
        }
        CompletableFuture<Void> over = new CompletableFuture<>();
        List<CompletableFuture<RcmReply>> questions = new ArrayList<>();
        house.user()
                .whenQueried(
                        () -> {
                            house.user().whenQueriedAbout(SLOW, over::join);
                            questions.add(CompletableFuture.supplyAsync(this::questionAboutP2));
                            Waiting.until("it is asked about", this::isP2AskedAbout);
                        });

        RcmReply reply = offline(P1);
        over.complete(null);
        questions.forEach(CompletableFuture::join);

        assertThat(reply.isSuccess() && !committed().contains(DOUBLE)).as("%s", reply).isFalse();
    }

    private RcmReply questionAboutP2() {
        return house.handle().requestOffline(List.of(P2, SLOW), RcmFlags.QUERY);
    }

    private boolean isP2AskedAbout() throws RcmException {
        return house.handle().getResourceState(P2) == RcmState.OFFLINE_QUERYING;
    }

    /** The other path of a disk fails, and the HBA itself leaves the tree. */
    @Test
    void aDiskThatIsLostAsTheHbaLeavesTheTreeIsNotPassedOver() {
        Topology left = new Topology().phci("/p2");
        left.client("/scsi_vhci/double").path("/p2", FAULTED, "");
        house.user().whenTold(() -> write(left));

        assertRefused(offline(P1), "/scsi_vhci/double", "nobody was asked about it");
    }

    /** The HBA is pulled and the tree is read before anybody says so. */
    @Test
    void whoseDiskWentWithTheHbaIsToldThatItIsGone() {
        assertThat(offline(P1).isSuccess()).isTrue();
        house.forgetRequests();
        Topology left = new Topology().phci("/p2");
        write(left.client("/scsi_vhci/double").path("/p2", ONLINE, ""));
        registerFor(P2);
        house.user().takeCalls();

        house.handle().notifyRemove(List.of(P1), RcmFlags.NONE);

        assertThat(house.user().takeCalls())
                .extracting(DiskUser.Call::list, DiskUser.Call::disk)
                .containsExactly(tuple("notify_remove_list", SINGLE));
        assertThat(house.isSettled()).isTrue();
    }

    private static Topology firstDiskOf(String first, String second, String ofDouble) {
        Topology host = hbas(first, second, "/p3");
        host.client("/scsi_vhci/single").path(first, ONLINE, "");
        return host.client("/scsi_vhci/double").path(ofDouble, ONLINE, "");
    }

    @ParameterizedTest
    @CsvSource({P1 + "," + P2, P2 + "," + P1})
    void anHbaThatIsNamedAndGetsItsFirstDiskAfterTheQueryEndsTheRequest(String one, String two) {
        write(firstDiskOf("/p1", "/p2", "/p3"));
        registerFor(P1);
        house.user().whenQueried(() -> write(firstDiskOf("/p1", "/p2", "/p2")));

        assertRefused(offline(one, two), "PHCI " + P2 + " leads to clients now");
    }

    /** Somebody else answers for the second HBA of the card, and agrees. */
    @Test
    void anHbaThatOthersAreRegisteredForAndThatGetsItsFirstDiskEndsTheRequest() {
        write(firstDiskOf("/card/p1", "/card/p2", "/p3"));
        registerFor("/devices/card/p1");
        house.handle().registerInterest(RegistrationKind.DR, "/devices/card/p2", RcmFlags.NONE);
        house.user().whenQueried(() -> write(firstDiskOf("/card/p1", "/card/p2", "/card/p2")));

        assertRefused(offline("/devices/card"), "PHCI /devices/card/p2 leads to clients now");
    }

    /** What is out was asked about by whoever took it out. */
    @Test
    void anHbaThatIsOutAlreadyMayBeNamedAgain() throws Exception {
        assertThat(offline(P2).isSuccess()).isTrue();

        assertThat(offline(P2, P1)).matches(RcmReply::isSuccess);

        assertThat(committed()).contains(SINGLE, DOUBLE);
        assertBroughtBack(P1, P2);
    }

    /** Both hang by the first HBA alone when they are asked about. */
    @Test
    void whoAgreedAndLosesTheLastPathWhileOthersLetGoIsToldAsWell() throws Exception {
        write(firstDiskOf("/p1", "/p2", "/p1"));
        registerFor(P1);
        house.user().whenQueried(() -> show(ONLINE));
        house.user().whenTold(() -> show(FAULTED));

        assertThat(offline(P1).result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(committed()).containsExactly(SINGLE, DOUBLE);
    }

    /** One HBA of a card leads to its first disk when the other one is asked about. */
    @ParameterizedTest
    @ValueSource(strings = {"/devices/card", DrivenHouse.LINK_TO_CARD})
    void anHbaOfACardThatGetsItsFirstDiskAfterTheQueryEndsTheRequest(String card) throws Exception {
        write(firstDiskOf("/card/p1", "/card/p2", "/p3"));
        registerFor("/devices/card/p1");
        house.user().whenQueried(() -> write(firstDiskOf("/card/p1", "/card/p2", "/card/p2")));

        RcmReply reply = offline(card);

        assertThat(committed()).isEmpty();
        assertRefused(reply, "PHCI /devices/card/p2 leads to clients now");
    }

    @Test
    void aQuestionOfTheSameProcessInTheMidstOfAnotherTakesNothingOfItAway() {
        List<RcmReply> within = new ArrayList<>();
        house.user()
                .whenQueried(
                        () ->
                                within.add(
                                        house.handle()
                                                .requestOffline(List.of(P1), RcmFlags.QUERY)));

        assertThat(offline(P1).result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(within).singleElement().matches(RcmReply::isSuccess);
        assertThat(committed()).containsExactly(SINGLE);
    }

    @Test
    void aTreeThatCannotBeReadAtTheCommitEndsTheRequest() throws Exception {
        house.user().whenQueried(() -> write(new Topology().failInit(13)));

        assertRefused(offline(P1), "could not be read again");
        assertBroughtBack(P1);
    }
}
