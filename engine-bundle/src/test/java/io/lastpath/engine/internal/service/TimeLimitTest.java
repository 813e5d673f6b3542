// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What counts against a callback's time limit, and what callbacks that overstay come to. */
@Timeout(60)
class TimeLimitTest {

    private static final RcmFlags NONE = RcmFlags.NONE;

    private final EngineFixture fixture = new EngineFixture();
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch one = new CountDownLatch(1);

    @AfterEach
    void stop() {
        release.countDown();
        one.countDown();
        fixture.close();
    }

    private ModuleReply after(long millis) {
        try {
            release.await(millis, TimeUnit.MILLISECONDS);
            return ModuleReply.SUCCESS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ModuleReply.refusal("interrupted");
        }
    }

    private RcmReply offline(String resource) {
        return fixture.process(7).requestOffline(List.of(resource), NONE);
    }

    /** One that has two slow dependents and little time for itself. */
    private void arriveWithSlowDependents(long ownMillis) {
        TestModule slow = new TestModule("/one", "/two");
        slow.offline = (handle, resource, flags) -> after(400);
        fixture.arrive("slow", slow);
        TestModule top = new TestModule("/top");
        top.offline =
                (handle, resource, flags) -> {
                    ModuleReply reply = TestModule.cascade(handle, flags, "/one", "/two");
                    after(ownMillis);
                    return reply;
                };
        fixture.arrive("top", 300, top);
    }

    @Test
    void whatDependentsTakeDoesNotCountAgainstTheirOwner() {
        arriveWithSlowDependents(0);

        assertThat(offline("/top").isSuccess()).isTrue();
        assertThat(fixture.engine.drRequests()).hasSize(3);
    }

    @Test
    void whatTheOwnerTakesItselfDoes() {
        arriveWithSlowDependents(30_000);

        RcmReply reply = offline("/top");

        assertThat(reply.errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(reply.tuples())
                .extracting(InfoTuple::error)
                .containsExactly("module top did not answer offline query of /top within 300 ms");
    }

    private static void stay(CountDownLatch until) {
        while (until.getCount() > 0) {
            try {
                until.await();
            } catch (InterruptedException e) {
                continue; // does not heed an interrupt
            }
        }
    }

    @Test
    void aModuleThatKeepsEightCallbacksIsNotCalledUntilOneComesBack() {
        AtomicInteger entered = new AtomicInteger();
        TestModule module = new TestModule("/a");
        module.offline =
                (handle, resource, flags) -> {
                    stay(entered.incrementAndGet() == 1 ? one : release);
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("hung", 50, module);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (entered.get() < 8) { // a thread that starts late is given up outside
            assertThat(System.nanoTime()).isLessThan(deadline);
            assertThat(offline("/a").isSuccess()).isFalse();
        }

        RcmReply ninth = offline("/a");

        assertThat(entered).hasValue(8);
        assertThat(ninth.isSuccess()).isFalse();
        assertThat(ninth.tuples())
                .extracting(InfoTuple::error)
                .containsExactly(
                        "module hung is not asked for offline query of /a: 8 earlier callbacks"
                                + " have not come back yet");
        one.countDown();
        while (entered.get() == 8) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            offline("/a");
        }
    }
}
