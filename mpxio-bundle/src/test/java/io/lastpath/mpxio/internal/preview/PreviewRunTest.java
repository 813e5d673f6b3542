// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import static io.lastpath.mpxio.internal.preview.Previews.LONELY;
import static io.lastpath.mpxio.internal.preview.Previews.MIRRORED;
import static io.lastpath.mpxio.internal.preview.Previews.ON;
import static io.lastpath.mpxio.internal.preview.Previews.preview;
import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.UsedClients.tuple;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a preview says of the clients and of who uses them. */
class PreviewRunTest {

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
    void nobodyIsAskedWhenNoClientIsEndangered() {
        UsedClients handle = new UsedClients();
        DeviceNode redundant = client("/d", path("/a", ON), path("/b", ON), path("/c", ON));

        Preview preview = preview(handle, List.of(redundant), "/a");

        assertThat(preview.verdict()).isEqualTo(Verdict.SAFE);
        assertThat(handle.inspections()).isZero();
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
