// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import static io.lastpath.mpxio.internal.preview.Previews.LONELY;
import static io.lastpath.mpxio.internal.preview.Previews.MIRRORED;
import static io.lastpath.mpxio.internal.preview.Previews.ON;
import static io.lastpath.mpxio.internal.preview.Previews.assertUnknown;
import static io.lastpath.mpxio.internal.preview.Previews.preview;
import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.lostPath;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.UsedClients.failedTuple;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.support.FakeCoordinator;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is not known makes a preview unknown, which says why. */
class UnknownPreviewsTest {

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
}
