// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.standin.Topology;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A card has an HBA that the tree shows and for which nobody has registered yet. */
class UnheardOfOnNativeHostTest extends EndOnHost {

    private static final String ONE = "/devices/card/p1";
    private static final String TWO = "/devices/card/p2";

    private static Topology card() {
        Topology host = hbas("/card/p1", "/card/p2", "/p3").client("/scsi_vhci/single");
        return host.path("/card/p1", ONLINE, "").path("/p3", ONLINE, "");
    }

    /** The second HBA gets its first disk, and the tree is read. */
    @BeforeEach
    void registerForOneOnly() {
        write(card());
        registerFor(ONE);
        write(card().client("/scsi_vhci/double").path("/card/p2", ONLINE, ""));
        house.refresh();
        assertThat(isRegistered(TWO)).isFalse();
        house.user().takeCalls();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoAsksAboutTheCardHearsOfTheHbaThatNobodyWasAskedAbout(boolean isQuery) {
        RcmReply reply =
                house.handle()
                        .requestOffline(List.of(CARD), isQuery ? RcmFlags.QUERY : RcmFlags.NONE);

        assertThat(reply.isSuccess()).as(reply.toString()).isFalse();
        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString())
                .contains("PHCI " + TWO + " goes as well", "nobody is registered for it");
        assertThat(heard()).isEmpty();
        assertThat(house.isSettled()).isTrue();
    }

    @Test
    void soDoesWhoAsksWhetherItMayBeSuspended() {
        RcmReply reply =
                house.handle().requestSuspend(List.of(CARD), RcmFlags.NONE, Duration.ofSeconds(5));

        assertThat(reply.isSuccess()).as(reply.toString()).isFalse();
        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString())
                .contains("PHCI " + TWO + " goes as well", "nobody is registered for it");
        assertThat(house.isSettled()).isTrue();
    }

    @Test
    void theFirstHbaAloneMayGo() {
        RcmReply reply = offline(ONE);

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
    }

    @Test
    void theCardMayGoOnceSomebodyIsRegistered() {
        registerFor(TWO);

        RcmReply reply = offline(CARD);

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(heard()).containsExactly("request_offline_list " + DOUBLE);
    }
}
