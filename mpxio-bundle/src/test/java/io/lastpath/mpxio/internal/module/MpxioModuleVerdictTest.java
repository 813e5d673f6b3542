// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.lostPath;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the module says of the gravity of what it is asked. */
class MpxioModuleVerdictTest extends ModuleOnHost {

    @Test
    void aRegisteredPhciThatTheTreeHasNoMoreIsUnknown() {
        tree(disk("wwid-1"));
        source.set(List.of(client("/other", path("/b", ON))));
        keeper.refresh();

        ModuleReply reply = query(7);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.assessments().get(0).reason())
                .isEqualTo("PHCI /devices/a is not in the device tree");
        assertThat(module.getInfo(new Handle(8), A, 0, RcmFlags.NONE).properties())
                .containsEntry(InfoTuple.SEVERITY, "UNKNOWN");
    }

    @Test
    void theVerdictUnderGroupSaysWhatItsAnswerOverlooks() {
        settings.modified(Settings.config("group", 256));
        tree(
                client("/good", path("/a", ON), path("/b", ON)),
                client("/bad", path("/a", ON), path("/b", PathState.FAULT)));

        ModuleReply reply = query(7);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(verdict(reply)).isEqualTo(Verdict.DATA_CRITICAL);
        assertThat(reply.assessments().get(0).reason())
                .startsWith("1 client is left without a usable path")
                .endsWith(", /bad");
    }

    @Test
    void theDisksThatLoseTheirLastPathAreNamed() {
        tree(
                client("/one", path("/a", ON)),
                client("/kept", path("/a", ON), path("/b", ON), path("/b", ON)),
                client("/two", path("/a", ON), path("/b", PathState.FAULT)));

        assertThat(query(7).assessments().get(0).reason())
                .startsWith("2 clients are left without a usable path, ")
                .contains("/one", "/two")
                .doesNotContain("/kept");
    }

    @Test
    void aStaleTableMakesRepliesUnknownWithItsReason() {
        tree(disk("wwid-1"));
        source.fail("di_init: Permission denied");
        assertThat(module.register(new FakeHandle())).isEqualTo(RcmResult.FAILURE);

        ModuleReply reply = query(7);
        UsageReply usage = module.getInfo(new Handle(8), A, 0, RcmFlags.NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.assessments().get(0).reason()).contains("Permission denied");
        assertThat(usage.properties()).containsEntry(InfoTuple.SEVERITY, "UNKNOWN");
    }

    @Test
    void anAdapterThatLeftMakesRepliesUnknownUntilAnotherIsRead() {
        tree(disk("wwid-1"));
        keeper.unbindSource(source, reference);
        assertThat(verdict(query(7))).isEqualTo(Verdict.UNKNOWN);
        keeper.bindSource(source, reference);
        module.register(new FakeHandle());
        assertThat(verdict(query(8))).isEqualTo(Verdict.DEGRADED);
    }

    @Test
    void whatCouldHideAClientMakesRepliesUnknown() {
        DeviceNode ok = client("/ok", path("/a", ON), path("/b", ON), path("/c", ON));
        tree(ok);
        assertThat(query(1).assessments()).isEmpty();
        tree(ok, new DeviceNode.Unreadable("/sys/block/dm-3", "EIO"));
        assertThat(query(2).assessments().get(0).reason()).contains("/sys/block/dm-3");
        tree(ok, client("/lost", "mpathz", "", lostPath(ON)));
        ModuleReply adrift = query(3);
        assertThat(adrift.error()).isEqualTo("Cannot lookup clients.");
        assertThat(adrift.assessments().get(0).reason()).contains("mpathz");
        tree(ok, client("/half", path("/b", PathState.FAULT), lostPath(ON)));
        assertThat(query(4).assessments().get(0).reason()).contains("/half");
    }

    @Test
    void redundancyThatGoesIsDegraded() {
        tree(client("/disk", path("/a", ON), path("/b", ON)));

        ModuleReply reply = query(7);

        assertThat(verdict(reply)).isEqualTo(Verdict.DEGRADED);
        assertThat(reply.assessments().get(0).reason()).contains("single usable path");
    }
}
