// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.request.Leftover;
import io.lastpath.engine.internal.request.RequestTable;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Leftovers that are worked on, where the host allows no thread for that at the moment. */
class ChoresTest {

    private boolean isFull = true;
    private final List<String> log = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final Object lock = new Object();
    private final RequestTable requests = new RequestTable(lock, Clock.systemUTC(), () -> {});
    private final Registrations registrations = new Registrations(lock, requests, () -> {});
    private long nanos;
    private final Setbacks setbacks = new Setbacks(one -> true, () -> nanos, log::add);
    private final Chores chores =
            new Chores(registrations, this::start, () -> true, setbacks, one -> one);

    private void start(Runnable work) {
        if (isFull) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        work.run();
    }

    private void take(String name, long number) {
        chores.turn().take(leftover(name, number), apart -> done.add(name));
    }

    private static Leftover leftover(String name, long number) {
        TreeKey key = TreeKey.of(name);
        return new Leftover(
                null,
                new ResolvedName(name, key),
                false,
                RcmState.OFFLINE,
                number,
                false,
                Duration.ZERO,
                new Owner(Intent.of(Initiator.process(7), "test"), 0),
                RcmFlags.NONE,
                Instant.EPOCH,
                Set.of(),
                Set.of(),
                false,
                true,
                Set.of(key),
                Set.of(key));
    }

    @Test
    void whatCannotBeBegunIsSaidAndBegunLaterAndHoldsUpNothingElse() {
        take("/a", 1);
        assertThat(done).isEmpty();
        assertThat(log).singleElement().asString().contains("/a", "unable to create native thread");
        assertThat(chores.isIdle()).isTrue();

        isFull = false;
        nanos = TimeUnit.SECONDS.toNanos(1);
        take("/a", 1);
        take("/b", 2);
        assertThat(done).containsExactly("/a", "/b");
    }
}
