// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.engine.internal.Await;
import io.lastpath.engine.internal.crash.Diary.Line;
import io.lastpath.engine.internal.initiator.Presence;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.service.Engine;
import io.lastpath.engine.internal.service.Host;
import io.lastpath.rcm.Initiator;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/** One run of a coordinator with all its modules, as the diary will tell of it. */
final class CrashRun implements Witness {

    private final Diary diary;
    private final Points points;
    private final Predicate<Call> agrees;
    private final Set<String> present;
    private final Engine engine;

    /**
     * A run that has read its journal.
     *
     * @param diary notes it all
     * @param store the journal
     * @param points that it passes
     * @param present ids of the initiators that are there
     * @param agrees what modules answer
     */
    CrashRun(
            Diary diary,
            JournalStore store,
            Points points,
            Set<String> present,
            Predicate<Call> agrees) {
        this.diary = diary;
        this.points = points;
        this.agrees = agrees;
        this.present = present;
        engine =
                new Engine(
                        new Host(
                                name -> name,
                                Clock.systemUTC(),
                                System::nanoTime,
                                presence(),
                                store),
                        warning -> {},
                        operation -> {});
        diary.write(
                Line.LOADED,
                Row.text(Row.of(engine.drRequests())),
                engine.journal().loss(),
                engine.journal().problem());
    }

    private Presence presence() {
        return new Presence() {
            @Override
            public long mark(Initiator initiator) {
                return 1;
            }

            @Override
            public boolean isPresent(Initiator initiator, long mark) {
                return present.contains(initiator.id());
            }
        };
    }

    /** Brings the modules back and finishes what an earlier run left behind. */
    Doing recover(Topology topology) {
        topology.modules()
                .forEach(
                        (name, resources) -> {
                            CrashModule module =
                                    name.equals(Topology.WATCHER)
                                            ? new CrashWatcher(topology.trees(), this)
                                            : new CrashModule(name, resources, this);
                            engine.arrive(name, () -> 60_000, () -> module).registered().join();
                        });
        Await.until("what was left is finished", () -> engine.care(Duration.ZERO));
        engine.operations()
                .forEach(
                        one ->
                                diary.write(
                                        Line.BY_ITSELF,
                                        one.number(),
                                        one.kind(),
                                        one.reply().isSuccess(),
                                        String.join(" ", one.resources()),
                                        one.intent().reason()));
        diary.write(
                Line.RECOVERED,
                Row.text(Row.of(engine.drRequests())),
                engine.journal().loss(),
                engine.journal().problem());
        return new Doing(engine, diary, present);
    }

    @Override
    public boolean calling(Call call) {
        diary.write(Line.CALL, fields(call));
        points.reach(point(call) + " before");
        return agrees.test(call);
    }

    @Override
    public void called(Call call, boolean agreed) {
        diary.write(
                Line.ANSWER,
                call.asked(),
                call.number(),
                call.depth(),
                call.word(),
                call.module(),
                call.resource(),
                agreed);
        points.reach(point(call) + " after");
    }

    @Override
    public void ended(String token, String resource) {
        diary.write(Line.ENDED, token, resource);
        points.reach("told the end of " + resource);
    }

    @Override
    public void registering(String module) {
        diary.write(Line.REGISTERING, module);
    }

    @Override
    public void registered(String module) {
        diary.write(Line.REGISTERED, module);
    }

    private static String point(Call call) {
        return "call "
                + call.word()
                + " at depth "
                + call.depth()
                + " of "
                + call.module()
                + " for "
                + call.resource();
    }

    private static Object[] fields(Call call) {
        return new Object[] {
            call.asked(), call.number(), call.depth(), call.word(), call.module(), call.resource()
        };
    }
}
