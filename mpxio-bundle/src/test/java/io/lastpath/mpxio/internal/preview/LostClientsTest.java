// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.UsedClients.tuple;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What an audit says of clients that have lost every path. */
class LostClientsTest extends AuditedHost {

    @Test
    void aClientThatHasLostEveryPathIsNamedWithWhoUsesIt() {
        handle.use("/devices/d1", tuple("/devices/d1", "fs", "at /srv", Verdict.DATA_CRITICAL));

        PreviewRun run =
                new PreviewRun(
                        Nodes.state(
                                List.of(
                                        client("/d1", "mpatha", ""),
                                        client("/d2", "mpathb", "", path(ONE, "t1")),
                                        client("/d3", "mpathc", ""))),
                        Optional.of(handle));

        assertThat(run.lost().sentences())
                .containsExactly(
                        "mpatha has no path left; used by DATA_CRITICAL fs /devices/d1: at /srv",
                        "mpathc has no path left; used by nobody");
    }

    @Test
    void aClientWhosePathsAreAllFailedIsNamedAsWellAfterThoseWithoutAny() {
        handle.use("/devices/d1", tuple("/devices/d1", "fs", "at /srv", Verdict.DATA_CRITICAL));

        LostClients lost =
                new PreviewRun(
                                Nodes.state(
                                        List.of(
                                                client(
                                                        "/d1",
                                                        "mpatha",
                                                        "",
                                                        path(ONE, "t1", PathState.OFFLINE),
                                                        path(TWO, "t1", PathState.FAULT)),
                                                client("/d2", "mpathb", "", path(ONE, "t1")),
                                                client("/d3", "mpathc", ""),
                                                client(
                                                        "/d4",
                                                        "mpathd",
                                                        "",
                                                        path(ONE, "t1", PathState.UNKNOWN)))),
                                Optional.of(handle))
                        .lost();

        assertThat(lost.count()).isEqualTo(3);
        assertThat(lost.sentences())
                .containsExactly(
                        "mpathc has no path left; used by nobody",
                        "mpatha has no usable path; used by DATA_CRITICAL fs /devices/d1: at /srv",
                        "mpathd has no path that is known to be usable; used by nobody");
    }

    @Test
    void whatWasNotReadMayHoldThePathsOfAClientSoThatItIsNotSaidToHaveNone() {
        PreviewRun run =
                new PreviewRun(
                        Nodes.state(
                                List.of(
                                        client("/d1", "mpatha", ""),
                                        client("/d2", "mpathb", "", path(ONE, "", PathState.FAULT)),
                                        new DeviceNode.Unreadable("/sys/d1/slaves", "is missing"))),
                        Optional.of(handle));

        assertThat(run.lost().sentences())
                .containsExactly(
                        "mpatha has no path that is known; used by nobody",
                        "mpathb has no path that is known to be usable; used by nobody");
    }

    @Test
    void aPathOfWhichThePhciIsNotKnownMayBeTheUsableOne() {
        PreviewRun run =
                new PreviewRun(
                        Nodes.state(
                                List.of(
                                        client(
                                                "/d1",
                                                "mpatha",
                                                "",
                                                path(ONE, "t1", PathState.FAULT),
                                                Nodes.lostPath(PathState.UNKNOWN)))),
                        Optional.of(handle));

        assertThat(run.lost().sentences())
                .containsExactly("mpatha has no path that is known to be usable; used by nobody");
    }

    @Test
    void aClientWithAUsablePathThroughAnUnknownPhciIsNotSaidToBeLost() {
        DevicePath adrift = Nodes.lostPath(PathState.ONLINE);
        PreviewRun run =
                new PreviewRun(
                        Nodes.state(
                                List.of(client("/d1", path(ONE, "t1", PathState.FAULT), adrift))),
                        Optional.of(handle));

        assertThat(run.lost()).isEqualTo(LostClients.NONE);
    }

    @Test
    void whyNobodyKnowsWhoUsesAClientIsARemarkAndThoseOfOthersAreNotItsUsers() {
        handle.use("/devices/d1", tuple("/devices/d1", "fs", "at /srv", Verdict.DATA_CRITICAL));
        Audit audit =
                audit(
                        client("/d1", "mpatha", "", path(ONE, "t1", PathState.FAULT)),
                        client("/d2", "mpathe", "", path(ONE, "t1")));

        assertThat(audit.points().get(0).losing())
                .extracting(Impact::label, Impact::userText)
                .containsExactly(Assertions.tuple("mpathe", ""));

        PreviewRun unheard =
                new PreviewRun(
                        Nodes.state(List.of(client("/d2", "mpathe", "", path(ONE, "t1"))), "host"),
                        Optional.of(handle));
        assertThat(
                        unheard.audit(unheard.each(9), new TableNames(unheard.state().table()))
                                .remarks())
                .containsExactly(
                        "module host has not registered for mpathe: nobody knows who uses it");
    }

    @Test
    void whoUsesALostClientIsNotKnownWithoutACoordinatorOrWhereItCannotBeNamed() {
        DeviceNode lost = client("/d1", "mpatha", "");
        DeviceNode nameless =
                new DeviceNode.Client(
                        new NodePath.Unreadable("dm-3", "EIO"), "mpathb", "", List.of());

        assertThat(new PreviewRun(Nodes.state(List.of(lost)), Optional.empty()).lost().sentences())
                .containsExactly("mpatha has no path left; who uses it is not known");
        assertThat(
                        new PreviewRun(Nodes.state(List.of(nameless)), Optional.of(handle))
                                .lost()
                                .sentences())
                .containsExactly("mpathb has no path left; who uses it is not known");
    }
}
