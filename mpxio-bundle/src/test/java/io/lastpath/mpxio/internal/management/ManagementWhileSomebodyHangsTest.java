// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.mpxio.internal.support.Waiting;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the beans say while a user who is asked does not answer. */
class ManagementWhileSomebodyHangsTest extends ManagedHost {

    /** Users of whom one does not answer until it is let go. */
    private static final class Hanging extends UsedClients {
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);

        @Override
        public RcmReply inspect(List<String> resources, RcmFlags flags) {
            asked.countDown();
            try {
                assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return super.inspect(resources, flags);
        }
    }

    /** Starts, and has a judgement hang while this goes on. */
    private void whileSomebodyHangs(Callable<Void> action) throws Exception {
        start();
        Hanging hanging = new Hanging();
        coordinator.users(hanging);
        try {
            assertThat(hanging.asked.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(phciBean(ID2).isSafeToRemove()).isTrue();
            action.call();
        } finally {
            hanging.go.countDown();
        }
    }

    @Test
    void aStaleTableIsToldThoughSomebodyWhoIsAskedHangs() throws Exception {
        whileSomebodyHangs(
                () -> {
                    source.fail("EIO on /sys");
                    keeper.refresh();
                    assertNothingIsKnown("EIO on /sys");
                    source.set(List.of(BOTH));
                    keeper.refresh();
                    assertNothingIsKnown("was not judged yet");
                    assertThat(mpxio().isStale()).isTrue();
                    assertThat(mpxio().getStaleReason()).contains("was not judged yet");
                    assertThat(mpxio().getStaleSince()).isNotEmpty();
                    return null;
                });
        Waiting.until("judged", () -> phciBean(ID2).getVerdict().equals("DEGRADED"));
        assertThat(mpxio().isStale()).isFalse();
        assertThat(mpxio().getStaleSince()).isEmpty();
    }

    @Test
    void theAgeOfTheTreeIsThatOfTheGroupsThatAreShownThoughAnotherOneIsBeingJudged()
            throws Exception {
        AtomicReference<String> shown = new AtomicReference<>();
        whileSomebodyHangs(
                () -> {
                    shown.set(mpxio().getRefreshedAt());
                    source.set(List.of(BOTH));
                    Waiting.until(
                            "the clock has moved",
                            () -> {
                                keeper.refresh();
                                return !Times.text(keeper.state().refreshedAt())
                                        .equals(shown.get());
                            });
                    assertThat(mpxio().getRefreshedAt()).isEqualTo(shown.get());
                    assertThat(mpxio().getClients()).hasSize(2);
                    return null;
                });
        Waiting.until("judged", () -> mpxio().getClients().size() == 1);
        assertThat(mpxio().getRefreshedAt()).isNotEqualTo(shown.get());
    }

    @Test
    void aCoordinatorThatLeavesIsToldThoughSomebodyWhoIsAskedHangs() throws Exception {
        whileSomebodyHangs(
                () -> {
                    management.unsetCoordinator(coordinator);
                    assertNothingIsKnown("no coordinator is in service");
                    return null;
                });
        Waiting.until("judged", () -> types().contains("io.lastpath.verdict.changed"));
        assertThat(phciBean(ID2).getReport()).contains("no coordinator is in service");
    }

    @Test
    void noTableIsKeptForThatSomebodyHangs() throws Exception {
        whileSomebodyHangs(
                () -> {
                    source.set(List.of(BOTH));
                    keeper.refresh();
                    WeakReference<Object> between = new WeakReference<>(keeper.state().table());
                    source.set(List.of(ONLY1));
                    keeper.refresh();
                    Waiting.until(
                            "the table in between is gone",
                            () -> {
                                System.gc();
                                return between.get() == null;
                            });
                    return null;
                });
    }
}
