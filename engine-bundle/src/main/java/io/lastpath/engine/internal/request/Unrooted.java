// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.journal.Hold;
import io.lastpath.engine.internal.names.TreeKey;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Which dependents of an earlier run stay though no outside request on a resource holds them: an
 * event, a notification or a capacity request had taken them to the end, and whoever sent it may
 * count on that. Guarded by the table's lock.
 */
final class Unrooted {

    /** Numbers of those operations that were taking something when the earlier run ended. */
    private final Set<Long> cutOff = new HashSet<>();

    /** What comes back; with it what was taken through it. */
    private final Set<TreeKey> ended = new HashSet<>();

    /** Finds out what was under way when the earlier run ended. */
    void load(Collection<DrEntry> entries) {
        cutOff.clear();
        ended.clear();
        entries.stream().filter(one -> !Standing.isDone(one.state())).forEach(this::underWay);
    }

    private void underWay(DrEntry entry) {
        if (entry.isQuerying() || entry.course().now().isBeingDone()) {
            cutOff.add(entry.number());
        } else {
            ended.add(entry.key());
        }
    }

    /** Notes that the coordinator gives one back by itself. */
    void givingBack(DrEntry entry) {
        ended.add(entry.key());
    }

    /** {@return whether it is to stay: all of an operation that was cut off is undone} */
    boolean isKept(DrEntry entry) {
        return Standing.isDone(entry.state())
                && entry.holds().all().stream().anyMatch(this::isKeeping);
    }

    private boolean isKeeping(Hold hold) {
        return hold.roots().isEmpty()
                && !cutOff.contains(hold.number())
                && Collections.disjoint(hold.through(), ended);
    }
}
