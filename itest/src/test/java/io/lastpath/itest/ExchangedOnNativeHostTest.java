// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.preview.Preview;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The multipath module is exchanged while HBAs are out: the new one cannot register there, and
 * nobody knows which disks have gone.
 */
class ExchangedOnNativeHostTest extends EndOnHost {

    private void exchange() {
        house.unregister();
        house.register();
        house.user().takeCalls();
    }

    @Test
    void aRemoveNamesTheDisksThatAreToldBackThoughNobodyKnowsWhetherTheyHaveGone() {
        assertThat(offline(P1).isSuccess()).isTrue();
        exchange();

        RcmReply reply = unknown(house.handle().notifyRemove(List.of(P1), RcmFlags.NONE));

        assertThat(heard()).containsExactly(back(SINGLE));
        assertThat(reply.toString())
                .contains("nobody is registered for " + P1 + " any more", SINGLE);
        assertThat(house.isSettled()).isTrue();
    }

    @Test
    void anOnlineBringsThemBackWithoutADoubt() {
        assertThat(offline(P1).isSuccess()).isTrue();
        exchange();

        RcmReply reply = house.handle().notifyOnline(List.of(P1), RcmFlags.NONE);

        assertThat(heard()).containsExactly(back(SINGLE));
        assertThat(reply.verdict()).isEqualTo(Verdict.SAFE);
    }

    /** The new module may not register for what is out, so that nobody knows what it would say. */
    @Test
    void aPreviewPromisesNoMoreThanAQuestionThatIsAskedAtTheSameTime() {
        Topology host = hbas("/p1", "/p2", "/p3").client("/scsi_vhci/double");
        host.path("/p1", ONLINE, "").path("/p2", ONLINE, "");
        write(host.path("/p3", ONLINE, ""));
        registerFor("/devices/p3");
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(house.preview(P2).verdict()).isEqualTo(Verdict.DEGRADED);
        exchange();

        Preview preview = house.preview(P2);
        RcmReply asked = house.person().requestOffline(List.of(P2), RcmFlags.QUERY);

        assertThat(asked.verdict()).as(asked.toString()).isEqualTo(Verdict.UNKNOWN);
        assertThat(preview.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(preview.reason()).contains("module mpxio", P1);
    }
}
