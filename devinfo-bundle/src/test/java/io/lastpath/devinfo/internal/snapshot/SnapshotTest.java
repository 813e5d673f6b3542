// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.standin.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a snapshot begins and ends, and what becomes of one that goes wrong. */
class SnapshotTest extends StandInCase {

    private static final int ENOMEM = 12;

    @Test
    void aSnapshotThatCannotBeTakenSaysWhyAndLeavesNothing() throws Exception {
        standIn.show(oneDisk().failInit(ENOMEM));

        assertThatThrownBy(this::open)
                .isInstanceOf(DeviceTreeException.class)
                .hasMessage("di_init of the device tree failed: Cannot allocate memory (errno 12)");
        assertThat(closed).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"1, Operation not permitted", "13, Permission denied"})
    void aSnapshotThatIsDeniedSaysWhatHasToBeReadable(int errno, String words) throws Exception {
        standIn.show(oneDisk().failInit(errno));

        assertThatThrownBy(this::open)
                .hasMessage(
                        "di_init of the device tree failed: "
                                + words
                                + " (errno "
                                + errno
                                + "); this process has to be let read"
                                + " /devices/pseudo/devinfo@0:devinfo,ro");
    }

    @Test
    void aSnapshotThatFailsWithoutAnErrorDoesNotShowAnOlderOne() throws Exception {
        standIn.show(oneDisk().failInit(ENOMEM));
        assertThatThrownBy(this::open).hasMessageContaining("errno 12");
        standIn.show(oneDisk().failInit(0));

        assertThatThrownBy(this::open)
                .hasMessage(
                        "di_init of the device tree failed without an error; check that the"
                                + " devinfo driver is the system's own");
    }

    private void assertWalkFails(Topology host, String message) {
        assertThatThrownBy(() -> read(host))
                .isInstanceOf(DeviceTreeException.class)
                .hasMessage(message);
        assertThat(closed).hasValue(1);
    }

    @Test
    void aWalkThatFailsIsNoShorterTreeAndNamesTheNodeThatItCameTo() {
        assertWalkFails(
                oneDisk().client("/b").path(FP0, 3, "").failWalk(EIO, 3),
                "di_walk_node ended early after "
                        + DISK
                        + ", clients seen: 1; Input/output error (errno 5)");
    }

    @Test
    void aWalkThatFailsAfterANodeWithoutNameSaysWhyItNamesNone() {
        assertWalkFails(
                oneDisk().client(null).path(FP0, 3, "").client("/b").failWalk(EIO, 4),
                "di_walk_node ended early after a node without a name (its device path cannot be"
                        + " found out: Invalid argument (errno 22)), clients seen: 2; Input/output"
                        + " error (errno 5)");
    }

    @Test
    void aWalkThatFailsAtOnceSaysThatItCameToNoNode() {
        assertWalkFails(
                oneDisk().failWalk(EIO, 0),
                "di_walk_node ended early before its first node, clients seen: 0; Input/output"
                        + " error (errno 5)");
    }

    @Test
    void aWalkThatLeavesClientsOutWithoutAWordIsNoticed() {
        assertThatThrownBy(() -> read(oneDisk().client("/b").path(FP0, 3, "").loseAfter(3)))
                .isInstanceOf(DeviceTreeException.class)
                .hasMessage("di_walk_node left clients out without an error, among them /b");
    }

    @Test
    void aClientThatIsLeftOutIsNoticedHoweverManyOthersAreShown() {
        Topology host =
                oneDisk()
                        .clientElsewhere("/other/ssd@g2")
                        .path(FP0, 3, "")
                        .vhci("/v2")
                        .client("/v2/lost")
                        .path(FP0, 3, "")
                        .loseBelow("/v2");

        assertThatThrownBy(() -> read(host))
                .isInstanceOf(DeviceTreeException.class)
                .hasMessage("di_walk_node left clients out without an error, among them /v2/lost");
    }

    @Test
    void aNodeThatIsLeftOutAndMayBeAClientIsNoticed() {
        Topology host = oneDisk().vhci("/v2").client("/v2/lost").failPaths(EIO).loseBelow("/v2");

        assertThatThrownBy(() -> read(host))
                .isInstanceOf(DeviceTreeException.class)
                .hasMessageEndingWith("among them /v2/lost");
    }

    @Test
    void clientsMayBeShownInAnotherOrderThanTheControllersListThem() throws Exception {
        Topology host =
                oneDisk()
                        .late()
                        .vhci("/v2")
                        .client("/v2/a")
                        .path(FP0, 3, "")
                        .vhci("/v3")
                        .client("/v3/a")
                        .path(FP0, 3, "");

        assertThat(read(host)).hasSize(4);
    }

    @Test
    void aClientThatIsLeftOutIsNoticedInAnyOrderOfTheOthers() {
        Topology host =
                oneDisk()
                        .late()
                        .vhci("/v2")
                        .client("/v2/lost")
                        .path(FP0, 3, "")
                        .loseBelow("/v2")
                        .vhci("/v3")
                        .client("/v3/a")
                        .path(FP0, 3, "");

        assertThatThrownBy(() -> read(host)).hasMessageEndingWith("among them /v2/lost");
    }

    @Test
    void whatIsBelowAControllerAndNoClientMayBeLeftOut() throws Exception {
        Topology host = oneDisk().vhci("/v2").client("/v2/none").loseBelow("/v2");

        assertThat(read(host)).hasSize(2);
    }

    @Test
    void whatAVisitorThrowsReachesWhoeverWalksAndNotC() throws Exception {
        standIn.show(new Topology().scale(100, 2, 4));
        for (Throwable thrown : List.of(new AssertionError("e"), new IllegalStateException("r"))) {
            try (DeviceTree tree = open()) {
                assertThatThrownBy(
                                () ->
                                        tree.walk(
                                                node -> {
                                                    if (node instanceof DeviceNode.Client) {
                                                        SnapshotTest.<RuntimeException>raise(
                                                                thrown);
                                                    }
                                                }))
                        .isSameAs(thrown);
            }
        }
        assertThat(closed).hasValue(2);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aSnapshotIsWalkedOnceAndFreedOnce() throws Exception {
        standIn.show(oneDisk());
        DeviceTree tree = open();
        tree.walk(node -> {});
        assertThatThrownBy(() -> tree.walk(node -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("walked before");

        tree.close();
        tree.close();

        assertThat(closed).hasValue(1);
        assertThat(standIn.count("di_fini")).isEqualTo(1);
        assertThatThrownBy(() -> tree.walk(node -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void aVisitorThatClosesTheSnapshotEndsTheWalkBeforeItIsFreed() throws Exception {
        standIn.show(new Topology().phci(FP0).scale(100, 2, 4));
        for (boolean atPhci : new boolean[] {true, false}) {
            List<DeviceNode> seen = new ArrayList<>();
            DeviceTree tree = open();
            assertThatThrownBy(
                            () ->
                                    tree.walk(
                                            node -> {
                                                if (atPhci || node instanceof DeviceNode.Client) {
                                                    seen.add(node);
                                                    tree.close();
                                                }
                                            }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is closed");
            assertThat(seen).hasSize(1);
        }
        assertThat(closed).hasValue(2);
    }

    @Test
    void anotherThreadCannotTouchASnapshot() throws Exception {
        standIn.show(oneDisk());
        try (DeviceTree tree = open()) {
            assertThatThrownBy(CompletableFuture.runAsync(tree::close)::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("belongs to thread");
            assertThat(standIn.liveSnapshots()).isEqualTo(1);
        }
    }

    @Test
    void aWalkThatIsGivenUpEndsAtTheNextNode() throws Exception {
        standIn.show(new Topology().scale(100, 2, 4));
        List<DeviceNode> seen = new ArrayList<>();
        try (DeviceTree tree = open()) {
            assertThatThrownBy(
                            () ->
                                    tree.walk(
                                            node -> {
                                                if (node instanceof DeviceNode.Client) {
                                                    seen.add(node);
                                                    Thread.currentThread().interrupt();
                                                }
                                            }))
                    .isInstanceOf(DeviceTreeException.class)
                    .hasMessage("reading the device tree was given up");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void anotherThreadCannotEndAWalk() throws Exception {
        standIn.show(new Topology().scale(100, 2, 4));
        List<DeviceNode> seen = new ArrayList<>();
        try (DeviceTree tree = open()) {
            tree.walk(
                    node -> {
                        if (seen.isEmpty()) {
                            assertThatThrownBy(CompletableFuture.runAsync(tree::close)::join)
                                    .hasMessageContaining("belongs to thread");
                        }
                        seen.add(node);
                    });
        }
        assertThat(seen).hasSize(4 + 100);
    }
}
