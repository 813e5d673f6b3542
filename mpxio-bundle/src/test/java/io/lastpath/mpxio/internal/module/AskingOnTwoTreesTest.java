// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.Nodes.phci;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tree is read while a request asks: what hangs by what it has asked about has to be as it was.
 */
class AskingOnTwoTreesTest extends ModuleOnHost {

    private static final DeviceNode ONE =
            client("/one", "", "wwid-1", path("/a", ON), path("/c", ON));
    private static final DeviceNode TWO = client("/two", path("/b", ON), path("/c", ON));

    @BeforeEach
    void askAboutTheFirst() {
        tree(ONE, TWO);
        query(7);
    }

    private ModuleReply askAboutTheSecond(DeviceNode... nodes) {
        source.set(List.of(nodes));
        assertThat(keeper.refresh().failure()).isEmpty();
        return module.requestOffline(new Handle(7), B, 0, RcmFlags.QUERY);
    }

    private static void assertKnown(ModuleReply reply) {
        assertThat(verdict(reply)).as("%s", reply).isEqualTo(Verdict.DEGRADED);
    }

    private static void assertChanged(ModuleReply reply) {
        assertThat(verdict(reply)).as("%s", reply).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString())
                .contains(
                        "the device tree changed while the request was asking (what hangs by PHCI "
                                + A
                                + " is not what it was when it was asked about); ask anew");
    }

    static Stream<List<DeviceNode>> changes() {
        return Stream.of(
                List.of(client("/one", "", "wwid-1", path("/a", PathState.FAULT), path("/c", ON))),
                List.of(client("/one", "", "wwid-2", path("/a", ON), path("/c", ON))),
                List.of(client("/one", "", "wwid-1", path("/a", ON), path("/d", ON))),
                List.of(client("/one", "", "wwid-1", path("/a", ON))),
                List.of(client("/uno", "", "wwid-1", path("/a", ON), path("/c", ON))),
                List.of(ONE, client("/more", path("/a", ON), path("/c", ON))),
                List.of(ONE, client("/more", path("/a", ON))),
                List.of(phci("/a")),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whateverChangesThereMakesTheNextAnswerUnknown(List<DeviceNode> nodes) {
        assertChanged(
                askAboutTheSecond(
                        Stream.concat(nodes.stream(), Stream.of(TWO)).toArray(DeviceNode[]::new)));
    }

    @Test
    void aTreeThatIsReadAndShowsTheSameChangesNothing() {
        assertKnown(askAboutTheSecond(ONE, TWO));
    }

    @Test
    void norDoesAChangeOfWhatIsAskedAboutNow() {
        assertKnown(askAboutTheSecond(ONE, client("/two", path("/b", ON))));
    }

    @Test
    void norOneOfADiskThatHangsByNeither() {
        assertKnown(askAboutTheSecond(client("/three", path("/aa", ON)), ONE, TWO));
    }

    @Test
    void whatIsAskedAboutAnewCountsAsItIsThen() {
        DeviceNode alone = client("/one", path("/a", ON));
        source.set(List.of(alone, TWO));
        keeper.refresh();
        assertKnown(query(7));

        assertKnown(askAboutTheSecond(alone, TWO));
    }

    @Test
    void whatAnotherRequestHasAskedDoesNotCount() {
        source.set(List.of(client("/one", path("/a", ON)), TWO));
        keeper.refresh();

        assertKnown(module.requestOffline(new Handle(8), B, 0, RcmFlags.QUERY));
    }

    @Test
    void soItIsUnderGroup() {
        settings.modified(Settings.config("group", 256));

        assertChanged(askAboutTheSecond(client("/one", path("/a", ON)), TWO));
    }
}
