// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.lostPath;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.UsedClients.failedTuple;
import static io.lastpath.mpxio.internal.support.UsedClients.tuple;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.support.FakeCoordinator;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreviewRunTest {

    private static final PathState ON = PathState.ONLINE;
    private static final DeviceNode MIRRORED =
            client("/d1", "mpatha", "w1", path("/a", ON), path("/b", ON));
    private static final DeviceNode LONELY = client("/d2", "mpathb", "w2", path("/a", ON));

    private static Preview preview(RcmHandle handle, List<DeviceNode> nodes, String... phcis) {
        return preview(Nodes.state(nodes), Optional.of(handle), phcis);
    }

    private static Preview preview(TableState state, Optional<RcmHandle> handle, String... phcis) {
        int[] asked = new TableNames(state.table()).find(List.of(phcis));
        return new PreviewRun(state, handle).together(asked);
    }

    @Test
    void theReportHasTheVerdictFirstThenALineForEachClientGravestFirst() {
        UsedClients handle =
                new UsedClients()
                        .use(
                                "/devices/d2",
                                tuple("/devices/d2:a", "fs", "mounted", Verdict.DATA_CRITICAL),
                                tuple("/home", "nfs", "exported", null),
                                tuple("/devices/d2:b", "swap", "swap", Verdict.SYSTEM_CRITICAL));

        Preview preview = preview(handle, List.of(MIRRORED, LONELY), "/a");

        assertThat(preview.verdict()).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(preview.report(9).lines())
                .containsExactly(
                        "SYSTEM_CRITICAL: 1 client in use would lose its last path, mpathb",
                        "  SYSTEM_CRITICAL mpathb w2: usable paths 1 -> 0; used by"
                                + " SYSTEM_CRITICAL swap /devices/d2:b: swap;"
                                + " DATA_CRITICAL fs /devices/d2:a: mounted;"
                                + " DATA_CRITICAL nfs /home: exported",
                        "  DEGRADED mpatha w1: usable paths 2 -> 1");
        assertThat(handle.inspections()).isEqualTo(1);
    }

    @Test
    void whatOthersWriteIntoNamesMakesNoLineOfItsOwn() {
        UsedClients handle =
                new UsedClients()
                        .use(
                                "/devices/d2",
                                tuple("/home\nSAFE", "fs", "\u001b[2Jx", Verdict.DATA_CRITICAL));

        Preview preview =
                preview(handle, List.of(client("/d2", "odd\nSAFE", "w2", path("/a", ON))), "/a");

        assertThat(preview.report(9).lines())
                .hasSize(2)
                .noneMatch(line -> line.startsWith("SAFE") || line.contains("\u001b"));
    }

    @Test
    void aCoordinatorThatLostItsDrRequestsMakesEveryVerdictUnknownUntilThatIsAcknowledged() {
        FakeCoordinator coordinator = new FakeCoordinator();
        coordinator.journalLoss("the journal was torn");

        Preview lost = spareLost(coordinator);
        assertThat(lost.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(lost.reason()).contains("the journal was torn").contains("acknowledge");
        assertThat(lost.impacts())
                .as("no client is better than the whole")
                .isNotEmpty()
                .allMatch(impact -> impact.verdict() == Verdict.UNKNOWN);

        coordinator.journalLoss("");
        assertThat(spareLost(coordinator).verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(spareLost(coordinator).impacts())
                .allMatch(impact -> impact.verdict() == Verdict.DEGRADED);
    }

    @Test
    void aCoordinatorThatHasNotReadItsJournalMakesEveryVerdictUnknownUntilItHas() {
        FakeCoordinator coordinator = new FakeCoordinator();
        coordinator.journalUnread("the journal is in use by process 7");

        assertThat(spareLost(coordinator).reason())
                .contains("in use by process 7; which DR requests are open is not known");
        assertThat(spareLost(coordinator).impacts())
                .isNotEmpty()
                .allMatch(impact -> impact.verdict() == Verdict.UNKNOWN);

        coordinator.journalUnread("");
        assertThat(spareLost(coordinator).verdict()).isEqualTo(Verdict.DEGRADED);
    }

    private static Preview spareLost(FakeCoordinator coordinator) {
        Intent intent = Intent.of(Initiator.process(7), "a test");
        TableState state = Nodes.state(List.of(MIRRORED));
        return PreviewRun.asking(state, Optional.of(coordinator), intent).each(9).get(0);
    }

    @Test
    void twoPortsOfOneCardAreOneLoss() {
        UsedClients handle =
                new UsedClients().use("/devices/d1", tuple("/devices/d1", "fs", "", null));

        assertThat(preview(handle, List.of(MIRRORED), "/a").verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(preview(handle, List.of(MIRRORED), "/b").verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(preview(handle, List.of(MIRRORED), "/a", "/b").verdict())
                .isEqualTo(Verdict.DATA_CRITICAL);
    }

    private static Preview answeredForByHost(UsedClients handle, String... phcis) {
        return preview(Nodes.state(List.of(MIRRORED, LONELY), "host"), Optional.of(handle), phcis);
    }

    private static InfoTuple nobody(String client) {
        return tuple(client, "host", "", Verdict.SAFE);
    }

    @Test
    void whereTheOneWhoAnswersForEveryClientIsNotHeardNobodyKnowsWhoUsesIt() {
        Preview preview = answeredForByHost(new UsedClients(), "/a", "/b");

        assertThat(preview.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(preview.reason())
                .isEqualTo(
                        "module host has not registered for mpathb, mpatha: nobody knows who uses"
                                + " them");
        assertThat(preview.report(9))
                .contains("UNKNOWN mpathb w2: usable paths 1 -> 0; who uses it is not known")
                .doesNotContain("used by nobody");
    }

    @Test
    void otherUsersOrAnAnswerAboutAnotherClientDoNotStandInForTheOneWhoAnswersForAll() {
        UsedClients handle =
                new UsedClients()
                        .use(
                                "/devices/d2",
                                tuple("/devices/d2", "fs", "mounted", Verdict.DATA_CRITICAL),
                                nobody("/devices/d2:a"),
                                nobody("/devices/d1"));

        Preview preview = answeredForByHost(handle, "/a");

        assertThat(preview.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(preview.report(9)).contains("used by DATA_CRITICAL fs /devices/d2: mounted");
    }

    @Test
    void whereHeSaysThatThereIsNobodyThereIsNobody() {
        UsedClients handle =
                new UsedClients()
                        .use("/devices/d1", nobody("/devices/d1"))
                        .use("/devices/d2", nobody("/devices/d2"));

        Preview preview = answeredForByHost(handle, "/a", "/b");

        assertThat(preview.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(preview.report(9)).contains("mpathb w2: usable paths 1 -> 0; used by nobody");
    }

    @Test
    void whoLeftBeforeTheClientsAreAskedAboutTogetherWasNotHeard() {
        UsedClients leaving =
                new UsedClients() {
                    @Override
                    public RcmReply inspect(List<String> resources, RcmFlags flags) {
                        return resources.size() > 1
                                ? RcmReply.SUCCESS
                                : super.inspect(resources, flags);
                    }
                };
        leaving.use("/devices/d1", nobody("/devices/d1"));
        leaving.use("/devices/d2", nobody("/devices/d2"));

        assertThat(answeredForByHost(leaving, "/a", "/b").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void wherePathsAreInDoubtNoLineSaysThatAClientIsSafe() {
        DeviceNode fine =
                client("/d", "mpathc", "w3", path("/a", ON), path("/b", ON), path("/c", ON));
        TableState stale = Nodes.state(List.of(LONELY, fine)).stale("EACCES");

        assertThat(preview(stale, Optional.of(new UsedClients()), "/a").report(9).lines().skip(1))
                .containsExactly(
                        "  UNKNOWN mpathb w2: usable paths 1 -> 0; used by nobody",
                        "  UNKNOWN mpathc w3: usable paths 3 -> 2");
    }

    @Test
    void aPhciThatIsNotOnlineIsNoSpare() {
        UsedClients handle = new UsedClients().state("/devices/b", RcmState.OFFLINE);

        Preview preview = preview(handle, List.of(MIRRORED), "/a");

        assertThat(preview.endangered()).isEqualTo(1);
        assertThat(preview.reason()).contains("nobody uses").contains("mpatha");
    }

    @Test
    void aUserUnderAnotherNameBelongsToTheClientThatWasAskedAbout() {
        UsedClients handle =
                new UsedClients()
                        .use("/devices/d2", tuple("/devices/d2", "fs", "", Verdict.DEGRADED))
                        .use("/devices/d3", tuple("/dev/dsk/d3", "zfs", "tank", null));
        DeviceNode other = client("/d3", "mpathc", "w3", path("/b", ON));

        List<Preview> each =
                new PreviewRun(Nodes.state(List.of(LONELY, other)), Optional.of(handle)).each(9);

        assertThat(each)
                .extracting(Preview::verdict)
                .containsExactly(Verdict.DEGRADED, Verdict.DATA_CRITICAL);
        assertThat(each.get(1).report(9)).contains("mpathc").contains("zfs /dev/dsk/d3: tank");
    }

    @Test
    void onlyClientsThatLoseAUsablePathAreSaidToLoseOne() {
        UsedClients handle = new UsedClients();
        DeviceNode dead = client("/d", path("/a", PathState.FAULT), path("/b", ON));
        DeviceNode gone = client("/e", "mpathe", "", path("/a", PathState.FAULT));
        DeviceNode fine =
                client("/f", path("/a", PathState.OFFLINE), path("/b", ON), path("/c", ON));

        assertThat(preview(handle, List.of(dead, MIRRORED), "/a").reason())
                .isEqualTo("1 client would be left with a single usable path");
        assertThat(preview(handle, List.of(dead), "/a").reason())
                .isEqualTo("1 client has a single usable path even now, which would stay");
        assertThat(preview(handle, List.of(gone), "/a").reason())
                .isEqualTo("1 client that nobody uses has no usable path even now, mpathe");
        assertThat(preview(handle, List.of(gone, LONELY), "/a").reason())
                .isEqualTo("1 client that nobody uses would lose its last path, mpathb");
        assertThat(preview(handle, List.of(fine), "/a").reason())
                .isEqualTo("no client has a usable path there");
    }

    @Test
    void everyClientWhoseUsersWouldBeHurtIsNamedGravestFirst() {
        DeviceNode swap = client("/d3", "mpathc", "w3", path("/a", ON));
        DeviceNode idle = client("/d4", "mpathd", "w4", path("/a", ON));
        UsedClients handle =
                new UsedClients()
                        .use("/devices/d2", tuple("/x", "fs", "mounted", Verdict.DATA_CRITICAL))
                        .use("/devices/d3", tuple("/y", "swap", "swap", Verdict.SYSTEM_CRITICAL));

        assertThat(preview(handle, List.of(LONELY, swap, idle), "/a").reason())
                .isEqualTo("2 clients in use would lose their last path, mpathc, mpathb");
    }

    @Test
    void aClientThatItsUserCanDoWithoutIsNotSaidToBeUsedByNobody() {
        UsedClients handle =
                new UsedClients()
                        .use("/devices/d2", tuple("/x", "md", "raid1 md0", Verdict.DEGRADED));

        assertThat(preview(handle, List.of(LONELY), "/a").reason())
                .isEqualTo(
                        "1 client of which no user would be hurt would lose its last path, mpathb");
    }

    @Test
    void aUserThatDoesNotAnswerIsNamed() {
        UsedClients handle =
                new UsedClients().use("/devices/d2", failedTuple("/devices/d2", "zfs", "hung"));

        Preview preview = preview(handle, List.of(LONELY), "/a");

        assertThat(preview.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(preview.reason()).contains("mpathb").contains("zfs").contains("hung");
    }

    @Test
    void anInspectionThatFailsIsUnknown() {
        FakeHandle failing =
                new FakeHandle() {
                    @Override
                    public RcmReply inspect(List<String> resources, RcmFlags flags) {
                        return RcmReply.failure(Errno.EFAULT);
                    }
                };

        Preview preview = preview(failing, List.of(LONELY), "/a");

        assertThat(preview.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(preview.reason()).contains("EFAULT");
        assertThat(preview.report(5)).contains("who uses it is not known");
    }

    @Test
    void nobodyIsAskedWhenNoClientIsEndangered() {
        UsedClients handle = new UsedClients();
        DeviceNode redundant = client("/d", path("/a", ON), path("/b", ON), path("/c", ON));

        Preview preview = preview(handle, List.of(redundant), "/a");

        assertThat(preview.verdict()).isEqualTo(Verdict.SAFE);
        assertThat(handle.inspections()).isZero();
    }

    @Test
    void aDiskBelowAPhciThatIsNoClientIsNamedWithItsUsersAndTheirSeverity() {
        UsedClients handle =
                new UsedClients()
                        .use("/devices/a", tuple("/devices/a/sdz", "host", "", Verdict.SAFE))
                        .use("/devices/a/sdz", tuple("/devices/a/sdz", "host", "", Verdict.SAFE))
                        .use("/devices/a/sdz", tuple("/devices/a/sdz", "fs", "/ on sdz", null))
                        .use("/devices/b", tuple("/devices/b/sdy", "host", "", Verdict.SAFE))
                        .use("/devices/b/sdy", tuple("/devices/b/sdy", "host", "", Verdict.SAFE));
        TableState state =
                Nodes.state(List.of(Nodes.phci("/a"), Nodes.phci("/b"), Nodes.phci("/ab")), "host");

        Preview used = preview(state, Optional.of(handle), "/a");
        assertThat(used.report(9))
                .isEqualTo(
                        "DATA_CRITICAL: no client has a path there; also carries sdz, outside of"
                                + " multipathing: / on sdz");
        assertThat(preview(state, Optional.of(handle), "/b").verdict()).isEqualTo(Verdict.SAFE);
        List<Preview> each = new PreviewRun(state, Optional.of(handle)).each(9);
        assertThat(each)
                .extracting(Preview::verdict)
                .containsExactly(Verdict.DATA_CRITICAL, Verdict.SAFE, Verdict.SAFE);
    }

    @Test
    void nothingIsSafeWhileTheOneWhoAnswersForTheDisksIsNotInService() {
        DeviceNode fine = client("/d", path("/a", ON), path("/b", ON), path("/c", ON));
        TableState state = Nodes.state(List.of(fine), "host");

        assertThat(preview(state, Optional.of(new UsedClients()), "/a").verdict())
                .isEqualTo(Verdict.SAFE);
        UsedClients without = new UsedClients().withoutInformant();
        assertUnknown(
                preview(state, Optional.of(without), "/a"), "module host is not in service: ");
        assertThat(new PreviewRun(state, Optional.of(without)).each(9))
                .allSatisfy(each -> assertThat(each.verdict()).isEqualTo(Verdict.UNKNOWN));
    }

    @Test
    void whoUsesTheDisksBelowAPhciIsNotKnownWhereThatCannotBeAsked() {
        FakeHandle failing =
                new FakeHandle() {
                    @Override
                    public RcmReply inspect(List<String> resources, RcmFlags flags) {
                        return RcmReply.failure(Errno.EFAULT);
                    }
                };
        TableState state = Nodes.state(List.of(Nodes.phci("/a")), "host");
        assertUnknown(preview(state, Optional.of(failing), "/a"), "EFAULT");

        UsedClients gaps =
                new UsedClients()
                        .use("/devices/a", tuple("/devices/a/sdz", "host", "", Verdict.SAFE))
                        .use(
                                "/devices/a/sdz",
                                tuple("/devices/a/sdz", "host", "ZFS", Verdict.UNKNOWN));
        assertUnknown(preview(state, Optional.of(gaps), "/a"), "who uses sdz is not known: ZFS");
        UsedClients gone =
                new UsedClients()
                        .use("/devices/a", tuple("/devices/a/sdz", "host", "", Verdict.SAFE));
        assertUnknown(preview(state, Optional.of(gone), "/a"), "module host has not registered");
    }

    @Test
    void aReasonThatHoldsForSeveralDisksIsSaidOnceWithAllOfThem() {
        DeviceNode other = client("/d3", "mpathc", "w3", path("/a", ON));
        TableState state = Nodes.state(List.of(LONELY, other), "host");
        UsedClients gaps = new UsedClients();
        for (String disk : List.of("/devices/d2", "/devices/d3")) {
            gaps.use(disk, tuple(disk, "host", "incomplete: ZFS", Verdict.UNKNOWN));
        }
        gaps.use("/devices/d3", tuple("/srv", "fs", "ext4", Verdict.DATA_CRITICAL));

        assertThat(preview(state, Optional.of(gaps), "/a").report(9).lines())
                .containsExactlyInAnyOrder(
                        "UNKNOWN: who uses mpathb, mpathc is not known: incomplete: ZFS",
                        "  UNKNOWN mpathb w2: usable paths 1 -> 0; who uses it is not known",
                        "  UNKNOWN mpathc w3: usable paths 1 -> 0; used by DATA_CRITICAL fs /srv:"
                                + " ext4; who else uses it is not known");

        assertThat(preview(state, Optional.of(new UsedClients()), "/a").reason())
                .isEqualTo(
                        "module host has not registered for mpathb, mpathc: nobody knows who uses"
                                + " them");
    }

    @Test
    void whatIsNotKnownIsUnknownAndSaysWhy() {
        DeviceNode fine = client("/d", path("/a", ON), path("/b", ON), path("/c", ON));
        UsedClients handle = new UsedClients();
        TableState known = Nodes.state(List.of(fine));

        assertUnknown(preview(known.stale("EACCES"), Optional.of(handle), "/a"), "EACCES");
        assertUnknown(preview(known, Optional.empty(), "/a"), "no coordinator");
        assertUnknown(
                preview(handle, List.of(fine, client("/l", "mpathl", "", lostPath(ON))), "/a"),
                "mpathl");
        assertUnknown(
                preview(handle, List.of(fine, new DeviceNode.Unreadable("/sys", "EIO")), "/a"),
                "/sys: EIO");
        String tooLong = "/" + "x".repeat(2000);
        assertUnknown(
                preview(handle, List.of(client(tooLong, path("/a", ON))), "/a"), "cannot be named");
        assertUnknown(
                preview(
                        handle,
                        List.of(fine, client("/h", path("/b", PathState.FAULT), lostPath(ON))),
                        "/a"),
                "/h");
    }

    @Test
    void aReasonDoesNotGrowWithTheNumberOfClients() {
        List<DeviceNode> nodes = new ArrayList<>();
        UsedClients handle = new UsedClients();
        for (int i = 0; i < 1000; i++) {
            nodes.add(client("/d" + i, path("/a", ON)));
            handle.use("/devices/d" + i, failedTuple("/devices/d" + i, "zfs", "hung"));
        }

        Preview preview = preview(handle, nodes, "/a");

        assertThat(preview.reason()).contains("and 990 more").hasSizeLessThan(1000);
        assertThat(preview.impacts()).hasSize(1000);
    }

    private static void assertUnknown(Preview preview, String reason) {
        assertThat(preview.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(preview.reason()).contains(reason);
    }

    @Test
    void allSinglePreviewsTogetherAskAboutEachClientOnceAndSayWhatEachAloneSays() {
        DeviceNode other = client("/d10", "mpathc", "w3", path("/b", ON));
        List<DeviceNode> nodes = List.of(MIRRORED, LONELY, other);
        UsedClients handle =
                new UsedClients()
                        .use("/devices/d2", tuple("/devices/d2", "fs", "mounted", null))
                        .use("/devices/d10", tuple("/devices/d10", "swap", "", null));

        List<Preview> each = new PreviewRun(Nodes.state(nodes), Optional.of(handle)).each(99);

        assertThat(handle.inspections()).isEqualTo(2);
        List<String> alone = new ArrayList<>();
        for (String phci : List.of("/a", "/b")) {
            alone.add(preview(handle, nodes, phci).report(9));
        }
        assertThat(each).extracting(preview -> preview.report(9)).isEqualTo(alone);
        assertThat(alone.get(0)).contains("fs").doesNotContain("swap");
    }

    @Test
    void whoStandsOnSeveralClientsJudgesTheirLossTogether() {
        DeviceNode other = client("/d3", "mpathc", "w3", path("/b", ON));
        // A mirror: either half may go, but not both.
        UsedClients handle =
                new UsedClients() {
                    @Override
                    public RcmReply inspect(List<String> resources, RcmFlags flags) {
                        Verdict verdict =
                                resources.size() > 1 ? Verdict.DATA_CRITICAL : Verdict.DEGRADED;
                        List<InfoTuple> said =
                                resources.stream()
                                        .map(name -> tuple(name, "md", "on " + name, verdict))
                                        .toList();
                        return new RcmReply(RcmResult.SUCCESS, Errno.NONE, said, List.of(), 0);
                    }
                };
        List<DeviceNode> nodes = List.of(LONELY, other);

        assertThat(preview(handle, nodes, "/a").verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(preview(handle, nodes, "/b").verdict()).isEqualTo(Verdict.DEGRADED);
        Preview both = preview(handle, nodes, "/a", "/b");
        assertThat(both.verdict()).isEqualTo(Verdict.DATA_CRITICAL);
        assertThat(both.report(9)).contains("mpathb", "on /devices/d2", "mpathc", "on /devices/d3");
    }

    @Test
    void clientsThatCannotBeAskedAboutTogetherAreUnknown() {
        DeviceNode other = client("/d3", "mpathc", "w3", path("/a", ON));
        FakeHandle failing =
                new FakeHandle() {
                    @Override
                    public RcmReply inspect(List<String> resources, RcmFlags flags) {
                        return resources.size() > 1
                                ? RcmReply.failure(Errno.EFAULT)
                                : RcmReply.SUCCESS;
                    }
                };

        assertUnknown(preview(failing, List.of(LONELY, other), "/a"), "EFAULT");
    }

    @Test
    void whoSpeaksOnlyAboutClientsTogetherIsHeard() {
        DeviceNode other = client("/d3", "mpathc", "w3", path("/a", ON));
        UsedClients handle =
                new UsedClients() {
                    @Override
                    public RcmReply inspect(List<String> resources, RcmFlags flags) {
                        List<InfoTuple> said =
                                resources.size() > 1
                                        ? List.of(tuple("/devices/d2", "late", "hurt", null))
                                        : List.of();
                        return new RcmReply(RcmResult.SUCCESS, Errno.NONE, said, List.of(), 0);
                    }
                };

        Preview preview = preview(handle, List.of(LONELY, other), "/a");
        assertThat(preview.verdict()).isEqualTo(Verdict.DATA_CRITICAL);
        assertThat(preview.report(9)).contains("late");
    }

    @Test
    void whoSaysThatNothingHangsByAClientIsNoUser() {
        UsedClients handle =
                new UsedClients().use("/devices/d2", tuple("/devices/d2", "fs", "", Verdict.SAFE));

        Preview preview = preview(handle, List.of(LONELY), "/a");

        assertThat(preview.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(preview.report(9)).contains("used by nobody");
    }
}
