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
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several PHCIs that go together, and several clients of one. */
class PreviewsOfSeveralTest {

    @Test
    void twoPortsOfOneCardAreOneLoss() {
        UsedClients handle =
                new UsedClients().use("/devices/d1", tuple("/devices/d1", "fs", "", null));

        assertThat(preview(handle, List.of(MIRRORED), "/a").verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(preview(handle, List.of(MIRRORED), "/b").verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(preview(handle, List.of(MIRRORED), "/a", "/b").verdict())
                .isEqualTo(Verdict.DATA_CRITICAL);
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
}
