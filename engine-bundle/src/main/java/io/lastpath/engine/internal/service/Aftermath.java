// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.Modules;
import io.lastpath.engine.internal.recovery.Chores;
import io.lastpath.engine.internal.recovery.Finishing;
import io.lastpath.engine.internal.recovery.Reaping;
import io.lastpath.engine.internal.recovery.Recovery;
import io.lastpath.engine.internal.recovery.Setbacks;
import io.lastpath.engine.internal.request.Leftovers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What is done about the requests of earlier runs and of initiators that have gone. For one thread
 * at a time.
 */
final class Aftermath {

    private final Chores chores;
    private final Recovery recovery;
    private final Reaping reaping;

    /**
     * Nothing is done yet.
     *
     * @param passes redo and undo
     * @param modules who is to be back
     * @param host knows who is there, and the time
     * @param attendance has modules register again
     * @param records what is done
     * @param running whether the coordinator still works
     * @param pool has a thread for each that is worked on
     * @param log is told what goes wrong
     */
    Aftermath(
            Passes passes,
            Modules modules,
            Host host,
            Attendance attendance,
            Records records,
            BooleanSupplier running,
            Executor pool,
            Consumer<String> log) {
        Leftovers leftovers = passes.requests().leftovers();
        Finishing finishing =
                new Finishing(
                        leftovers,
                        passes.asking(),
                        passes.noticing(),
                        running,
                        new Recording(records));
        chores =
                new Chores(
                        passes.registrations(),
                        pool,
                        running,
                        new Setbacks(leftovers::isStill, host.nanos(), log),
                        leftovers::now);
        recovery =
                new Recovery(
                        leftovers,
                        modules,
                        passes.registrations(),
                        host.presence(),
                        finishing,
                        host.nanos(),
                        attendance::registerSoon);
        reaping =
                new Reaping(
                        leftovers,
                        passes.registrations(),
                        host.presence(),
                        finishing,
                        host.nanos());
    }

    /** {@return a look through all of it, which begins now} */
    Chores.Turn turn() {
        return chores.turn();
    }

    /** {@return whether nothing is being done about any of it} */
    boolean isIdle() {
        return chores.isIdle();
    }

    /** Finishes what an earlier run left behind, as far as the modules that it called are back. */
    void recover(Chores.Turn turn, Duration patience) {
        recovery.attempt(turn, patience.toNanos());
    }

    /** Ends what initiators left behind that have gone, if anybody has. */
    void reap(Chores.Turn turn) {
        reaping.attempt(turn);
    }

    /** Gives back dependents that nobody holds any more. */
    void giveBackLapsed(Chores.Turn turn) {
        reaping.giveBackLapsed(turn);
    }

    /** Forgets who was removed or has gone. */
    void cleanUp() {
        reaping.cleanUp();
    }
}
