// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tree cannot be read while the coordinator waits for the multipath module. */
class SlowOnNativeHostTest extends EndOnHost {

    private static final long SHORT_MILLIS = 4_000;

    /** Reads nothing before it may. */
    private static final class Slow extends FakeSource {
        volatile CountDownLatch gate = new CountDownLatch(0);

        Slow() {
            super(List.of(client("/scsi_vhci/single", path("/p1", PathState.ONLINE))));
        }

        @Override
        public DeviceTree snapshot() throws DeviceTreeException {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new DeviceTreeException("interrupted");
            }
            return super.snapshot();
        }
    }

    private final Slow slow = new Slow();

    @BeforeEach
    void takeTheHbaAndReadNoMore() {
        house.swapTo(slow);
        house.limit(SHORT_MILLIS);
        assertThat(offline(P1).isSuccess()).isTrue();
        house.user().takeCalls();
        slow.gate = new CountDownLatch(1);
    }

    @AfterEach
    void readOn() {
        slow.gate.countDown();
    }

    @Test
    void aDiskIsGoneHoweverLittleTimeTheCoordinatorGivesAndThatIsNotKnownForSure() {
        RcmReply reply = unknown(house.handle().notifyRemove(List.of(P1), RcmFlags.NONE));

        assertThat(heard()).containsExactly(gone(SINGLE));
        assertThat(reply.toString()).contains("the device tree was not read within 2000 ms");
        assertThat(house.isSettled()).isTrue();
    }
}
