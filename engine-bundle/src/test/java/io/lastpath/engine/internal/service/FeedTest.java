// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.CoordinatorListener;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listener that is too slow loses operations, but always hears that something changed. */
@Timeout(60)
class FeedTest {

    private static final Operation OPERATION =
            new Operation(
                    1,
                    OperationKind.OFFLINE,
                    Intent.of(Initiator.process(7), ""),
                    List.of("/a"),
                    RcmFlags.NONE,
                    RcmReply.SUCCESS,
                    Instant.EPOCH,
                    Instant.EPOCH);

    @Test
    void aChangeThatFoundNoRoomIsToldLaterAndNobodyLogsOnTheCallersThread() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Void> changed = new CompletableFuture<>();
        CompletableFuture<String> logger = new CompletableFuture<>();
        Feed feed = new Feed(text -> logger.complete(Thread.currentThread().getName()));
        try {
            feed.add(
                    new CoordinatorListener() {
                        @Override
                        public void registrationsChanged() {
                            changed.complete(null);
                        }

                        @Override
                        public void operationEnded(Operation operation) {
                            try {
                                release.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        }
                    });
            for (int i = 0; i < 10_100; i++) {
                feed.ended(OPERATION);
            }
            feed.changed();
            assertThat(logger).isNotDone();
            release.countDown();

            changed.get(30, TimeUnit.SECONDS);
            assertThat(logger.get(30, TimeUnit.SECONDS)).startsWith("lastpath-engine-listeners");
        } finally {
            release.countDown();
            feed.stop();
        }
    }
}
