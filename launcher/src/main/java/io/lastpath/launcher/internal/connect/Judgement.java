// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import io.lastpath.launcher.internal.Poll;
import io.lastpath.management.MpxioMXBean;
import java.time.Duration;
import java.util.function.Consumer;

/** Waits for the verdicts on a tree that has just been read. Stateless. */
public final class Judgement {

    /** What the multipath module says of a tree that it is still at. */
    static final String PENDING = "was not judged yet";

    private static final Duration SILENCE = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private Judgement() {}

    /**
     * Waits until the tree of an instance is judged: that takes a moment, unless somebody is slow.
     *
     * @param instance whom to ask
     * @param say told after a second what is waited for
     */
    public static void await(RuntimeConnection instance, Consumer<String> say) {
        instance.mpxioIfThere().ifPresent(mpxio -> await(mpxio, say));
    }

    static void await(MpxioMXBean mpxio, Consumer<String> say) {
        if (!Poll.until(() -> !mpxio.isStale(), SILENCE) && isPending(mpxio)) {
            say.accept("waiting for a verdict: " + mpxio.getStaleReason());
            Poll.until(() -> !isPending(mpxio), LIMIT.minus(SILENCE));
        }
    }

    private static boolean isPending(MpxioMXBean mpxio) {
        return isPending(mpxio.getStaleReason());
    }

    /** {@return whether a reason for doubt goes by itself in a moment} */
    static boolean isPending(String reason) {
        return reason.endsWith(PENDING);
    }
}
