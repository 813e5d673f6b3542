// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The numbers of requests, none of which is ever given twice. For one thread. */
final class Numbers {

    private final Map<Long, String> seen = new HashMap<>();
    private final Set<Long> used = new HashSet<>();
    private long highest;
    private long highestEarlier;

    /** Another run starts: its numbers are higher than all before. */
    void restart() {
        highestEarlier = highest;
    }

    /** A request of this run was seen with a number. */
    void seen(long number, String token, String at) {
        String before = seen.putIfAbsent(number, token);
        boolean fine = (before == null || before.equals(token)) && number > highestEarlier;
        check(fine && (before != null || !used.contains(number)), number, at);
        highest = Math.max(highest, number);
    }

    /** A request was answered with its number. */
    void answered(long number, String token, String at) {
        seen(number, token, at);
        used(number, at);
    }

    /** A number was given. */
    void used(long number, String at) {
        check(used.add(number) && number > highestEarlier, number, at);
        highest = Math.max(highest, number);
    }

    private static void check(boolean fine, long number, String at) {
        if (!fine) {
            throw new AssertionError("number " + number + " was used before, at " + at);
        }
    }
}
