// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.recorded;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Says of a read that lasts for how long it does. For one thread. */
final class ReadProgress {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final InstantSource clock;
    private final Consumer<String> say;
    private Instant next = Instant.MIN;

    /**
     * Begins in silence.
     *
     * @param clock tells the time
     * @param say told a sentence now and then
     */
    ReadProgress(InstantSource clock, Consumer<String> say) {
        this.clock = clock;
        this.say = say;
    }

    /**
     * Looks how a read gets on; called often.
     *
     * @param host what is read
     * @param since when it began, ISO 8601 in UTC; empty for no read
     */
    void look(String host, String since) {
        if (since.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Duration lasting = Duration.between(Instant.parse(since), now);
        if (lasting.compareTo(PATIENCE) >= 0 && !now.isBefore(next)) {
            next = now.plus(PAUSE);
            say.accept(
                    "the host is still being read, for " + lasting.toSeconds() + " s now: " + host);
        }
    }
}
