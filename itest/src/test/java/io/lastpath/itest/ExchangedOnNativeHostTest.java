// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

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
}
