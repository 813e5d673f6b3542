// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.UsedClients.failedTuple;
import static io.lastpath.mpxio.internal.support.UsedClients.tuple;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What is said about clients together is what a preview of their PHCIs shows. */
class TogetherTest {

    private static final List<DeviceNode> NODES =
            List.of(
                    client("/d2", "mpathb", "w2", path("/a", PathState.ONLINE)),
                    client("/d3", "mpathc", "w3", path("/b", PathState.ONLINE)));

    /** A preview of both PHCIs; who is asked says about a client whether it is alone. */
    private static String report(BiFunction<String, Boolean, InfoTuple> said) {
        UsedClients handle =
                new UsedClients() {
                    @Override
                    public RcmReply inspect(List<String> resources, RcmFlags flags) {
                        boolean alone = resources.size() == 1;
                        List<InfoTuple> tuples =
                                resources.stream().map(name -> said.apply(name, alone)).toList();
                        return new RcmReply(RcmResult.SUCCESS, Errno.NONE, tuples, List.of(), 0);
                    }
                };
        TableState state = Nodes.state(NODES);
        int[] both = new TableNames(state.table()).find(List.of("/a", "/b"));
        return new PreviewRun(state, Optional.of(handle)).together(both).report(99);
    }

    /** A stripe is lost with either disk, the mirror over two stripes with both. */
    @Test
    void whatIsAsGraveTogetherIsShownAsItIsSaidTogether() {
        String report =
                report(
                        (name, alone) ->
                                tuple(
                                        name,
                                        "md",
                                        "stripe; mirror" + (alone ? ", which lives on" : ""),
                                        Verdict.DATA_CRITICAL));

        assertThat(report).contains("stripe; mirror").doesNotContain("lives on");
    }

    @Test
    void whatIsLessGraveTogetherDoesNotCount() {
        assertThat(
                        report(
                                (name, alone) ->
                                        tuple(
                                                name,
                                                "md",
                                                alone ? "lost" : "lives on",
                                                alone ? Verdict.DATA_CRITICAL : Verdict.DEGRADED)))
                .contains("lost")
                .doesNotContain("lives on");
    }

    @Test
    void whyNobodyKnowsIsNotCoveredByWhatIsSaidTogether() {
        assertThat(
                        report(
                                (name, alone) ->
                                        alone
                                                ? failedTuple(name, "md", "it hangs")
                                                : tuple(name, "md", "perhaps", Verdict.UNKNOWN)))
                .contains("did not answer: it hangs")
                .doesNotContain("perhaps");
    }
}
