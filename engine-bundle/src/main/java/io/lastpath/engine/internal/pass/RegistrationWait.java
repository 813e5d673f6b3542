// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Waits for registrations, and for the first ones of modules that come meanwhile, as where a bundle
 * is updated. Each ends by itself: its callbacks have time limits.
 *
 * @param arriving finds those that come
 */
record RegistrationWait(Supplier<List<CompletableFuture<Assessment>>> arriving) {

    /** Who is restarted again and again is not waited for without end. */
    private static final int MOST_ROUNDS = 20;

    /**
     * Waits.
     *
     * @param registrations that are to come or under way
     * @return why they cannot be relied on
     */
    List<Assessment> doubts(List<CompletableFuture<Assessment>> registrations) {
        Set<Assessment> doubts = new LinkedHashSet<>();
        List<CompletableFuture<Assessment>> awaited = registrations;
        int rounds = 0;
        do {
            awaited.forEach(registration -> doubts.add(outcome(registration)));
            awaited = arriving.get();
        } while (!awaited.isEmpty()
                && ++rounds < MOST_ROUNDS
                && !Thread.currentThread().isInterrupted());
        if (!awaited.isEmpty()) {
            doubts.add(unknown("modules were still arriving when the wait for them was given up"));
        }
        doubts.remove(Assessment.NONE);
        return List.copyOf(doubts);
    }

    private static Assessment outcome(CompletableFuture<Assessment> registration) {
        try {
            return registration.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown("the wait for modules to register was interrupted");
        } catch (ExecutionException e) {
            return unknown("a module could not register: " + e.getCause());
        }
    }

    private static Assessment unknown(String why) {
        return new Assessment(Verdict.UNKNOWN, why);
    }
}
