// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import static io.lastpath.mpxio.internal.preview.Previews.LONELY;
import static io.lastpath.mpxio.internal.preview.Previews.MIRRORED;
import static io.lastpath.mpxio.internal.preview.Previews.ON;
import static io.lastpath.mpxio.internal.preview.Previews.assertUnknown;
import static io.lastpath.mpxio.internal.preview.Previews.preview;
import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.UsedClients.tuple;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A preview where one module answers for every disk, used or not. */
class AnsweredForByHostTest {

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
}
