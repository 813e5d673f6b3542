// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tree is read for longer than the coordinator may wait. */
class SlowEndTest extends ModuleOnHost {

    private static final String DISK = "/devices/disk";

    /** Each read waits until it may go on. */
    private static final class Slow extends FakeSource {
        volatile CountDownLatch gate = new CountDownLatch(0);

        Slow() {
            super(List.of(disk(""), client("/other", path("/b", ON))));
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

    /** A handle of a request that ends. */
    private static final class Ending extends FakeHandle.OfRequest {
        final List<String> gone = new ArrayList<>();
        final List<String> back = new ArrayList<>();

        Ending() {
            super(8);
        }

        @Override
        public RcmState getResourceState(String resource) {
            return Set.of(A, DISK).contains(resource) ? RcmState.OFFLINE : RcmState.ONLINE;
        }

        @Override
        public RcmReply notifyOnline(List<String> resources, RcmFlags flags) {
            back.addAll(resources);
            return RcmReply.SUCCESS;
        }

        @Override
        public RcmReply notifyRemove(List<String> resources, RcmFlags flags) {
            gone.addAll(resources);
            return RcmReply.SUCCESS;
        }
    }

    private final Slow slow = new Slow();
    private final TableKeeper slowKeeper = new TableKeeper(settings, logs.logger());
    private final MpxioModule impatient =
            new MpxioModule(slowKeeper, settings, logs.logger(), Duration.ofMillis(50));
    private final Ending ending = new Ending();

    @BeforeEach
    void take() {
        slowKeeper.bindSource(slow, new FakeReference("slow", 0));
        assertThat(impatient.register(new FakeHandle())).isEqualTo(RcmResult.SUCCESS);
        for (RcmFlags flags : List.of(RcmFlags.QUERY, RcmFlags.NONE)) {
            ModuleReply reply = impatient.requestOffline(new Handle(7), A, 0, flags);
            assertThat(reply.result().isSuccess()).as(reply.toString()).isTrue();
        }
        slow.gate = new CountDownLatch(1);
    }

    @AfterEach
    void end() {
        slow.gate.countDown();
        slowKeeper.close();
    }

    private static void assertUnread(ModuleReply reply) {
        assertThat(reply.result().isSuccess()).isTrue();
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains("the device tree was not read within 50 ms");
    }

    @Test
    void aDiskIsGoneAsTheTreeThatIsKnownShowsWhereReadingItTakesTooLong() {
        assertUnread(impatient.notifyRemove(ending, A, 0, RcmFlags.NONE));

        assertThat(ending.gone).containsExactly(DISK);
    }

    @Test
    void aDiskIsBackAndThatIsNotKnownWhereReadingTheTreeTakesTooLong() {
        assertUnread(impatient.notifyOnline(ending, A, 0, RcmFlags.NONE));

        assertThat(ending.back).containsExactly(DISK);
    }
}
