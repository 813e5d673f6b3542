// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a suspend is compared with what was asked, and what is remembered of that. */
class SuspendsTest extends ModuleOnHost {

    @BeforeEach
    void show() {
        tree(client("/disk", path("/a", ON), path("/b", ON)));
    }

    private ModuleReply suspend(long request, RcmFlags flags) {
        return module.requestSuspend(new Handle(request), A, 0, Duration.ZERO, flags);
    }

    private void loseTheOtherPath() {
        source.set(List.of(client("/disk", path("/a", ON), path("/b", PathState.FAULT))));
    }

    private static void assertGone(ModuleReply reply) {
        assertThat(reply.result().isSuccess()).isTrue();
        assertThat(verdict(reply)).isEqualTo(Verdict.SAFE);
    }

    private static void assertNotAsked(ModuleReply reply) {
        assertThat(reply.result().isSuccess()).isFalse();
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.error())
                .isEqualTo(
                        "nobody was asked about PHCI "
                                + A
                                + ", or what was asked is not known any more; resume "
                                + A
                                + " and ask anew");
    }

    @Test
    void itReadsTheTreeOnceAndGoesOnWhereNothingHasChanged() {
        suspend(7, RcmFlags.QUERY);
        int before = source.snapshots();

        assertGone(suspend(7, RcmFlags.NONE));
        assertThat(source.snapshots()).isEqualTo(before + 1);
    }

    @Test
    void itIsRefusedWhereADiskHasLostItsOtherPath() {
        suspend(7, RcmFlags.QUERY);
        loseTheOtherPath();

        ModuleReply reply = suspend(7, RcmFlags.NONE);

        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.error()).contains("client /disk would be left without a usable path now");
    }

    @Test
    void underGroupItIsAgreedToAndNothingIsRead() {
        settings.modified(Settings.config("group", 256));
        loseTheOtherPath();
        int before = source.snapshots();

        assertGone(suspend(7, RcmFlags.QUERY));
        assertGone(suspend(7, RcmFlags.NONE));
        assertThat(source.snapshots()).isEqualTo(before);
    }

    @Test
    void whatNobodyWasAskedAboutIsRefusedWithWhatToDo() {
        assertNotAsked(suspend(7, RcmFlags.NONE));
    }

    @Test
    void soIsWhatBelongsToARequestThatIsOver() {
        suspend(7, RcmFlags.QUERY);
        module.forget(7);
        assertNotAsked(suspend(7, RcmFlags.NONE));

        suspend(7, RcmFlags.QUERY);
        module.forgetAll();
        assertNotAsked(suspend(7, RcmFlags.NONE));
    }

    /** The C module is not asked by request. */
    @Test
    void whatIsOfNoRequestGoesOn() {
        assertGone(suspend(0, RcmFlags.NONE));
    }

    @Test
    void aQuestionAboutASuspendIsNoneAboutAnOffline() {
        suspend(7, RcmFlags.QUERY);

        assertThat(commit(7).error()).contains("nobody was asked about PHCI " + A);
    }
}
