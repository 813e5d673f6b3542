// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestMemoryTest extends ModuleOnHost {

    private final AtomicLong nanos = new AtomicLong();
    private final RequestMemory memory = new RequestMemory(nanos::get);

    private int readsOf(Runnable action) {
        int before = source.snapshots();
        action.run();
        return source.snapshots() - before;
    }

    @Test
    void whatWasReadKeepsForAMomentOnly() {
        tree(disk("wwid-1"));

        assertThat(readsOf(() -> memory.read(keeper))).isEqualTo(1);
        assertThat(readsOf(() -> memory.read(keeper))).isZero();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(readsOf(() -> memory.read(keeper))).isEqualTo(1);
    }

    @Test
    void whoIsToldForTheFirstTimeHasTheTreeReadAgain() {
        tree(disk("wwid-1"));
        memory.read(keeper);

        assertThat(memory.tell(Set.of("/disk"))).isTrue();
        assertThat(readsOf(() -> memory.read(keeper))).isEqualTo(1);
        assertThat(memory.tell(Set.of("/disk"))).isFalse();
        assertThat(readsOf(() -> memory.read(keeper))).isZero();
    }

    @Test
    void whatIsAskedAboutAnewIsNeitherTakenNorTold() {
        tree(disk("wwid-1"));
        Asked asked =
                new Asked(
                        A,
                        keeper.state().table(),
                        keeper.state().origin(),
                        List.of(new Asked.Disk("/disk", "/devices/disk", "wwid-1")));
        memory.ask(asked);
        memory.take(A);
        memory.tell(Set.of("/disk"));
        assertThat(memory.isTold("/disk") && memory.hasTold()).isTrue();

        memory.ask(asked);

        assertThat(memory.taken()).isEmpty();
        assertThat(memory.isTold("/disk") || memory.hasTold()).isFalse();
    }

    @Test
    void whatWasOutAtTheFirstQueryIsRemembered() {
        assertThat(memory.hasBegun()).isFalse();
        memory.begin(Set.of(A));
        memory.begin(Set.of(B));

        assertThat(memory.wasOut(A)).isTrue();
        assertThat(memory.wasOut(B)).isFalse();
    }

    @Test
    void aTreeThatNeverSettlesAndTakesLongToReadIsReadForAFewSecondsOnly() {
        RequestMemory slow = new RequestMemory(() -> nanos.addAndGet(TimeUnit.SECONDS.toNanos(4)));
        tree(disk("wwid-1"));
        source.announceWhileRead(Integer.MAX_VALUE);

        assertThat(readsOf(() -> assertThat(slow.read(keeper).state().isStale()).isTrue()))
                .isEqualTo(4); // at 0, 4 and 8 seconds, and once more since 8 is less than 10
    }

    @Test
    void aTreeThatNeverSettlesIsReadSomeTimesAndThenStale() {
        tree(disk("wwid-1"));
        source.announceWhileRead(Integer.MAX_VALUE);

        assertThat(readsOf(() -> assertThat(memory.read(keeper).state().isStale()).isTrue()))
                .isEqualTo(8);
    }
}
