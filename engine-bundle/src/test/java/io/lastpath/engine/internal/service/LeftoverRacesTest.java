// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.engine.internal.call.Terms;
import io.lastpath.engine.internal.initiator.Presence;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens in the very moment in which what was left behind is redone or undone. */
class LeftoverRacesTest {

    private static final String DISK = "/devices/disk";

    @TempDir Path folder;
    private final AtomicInteger errors = new AtomicInteger();
    private final TestModule disk = new TestModule(DISK);
    private RestartFixture fixture;

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** The time limit is asked for each time before the module is called. */
    private static LongSupplier failing(AtomicInteger times) {
        return () -> {
            if (times.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return 60_000;
        };
    }

    /** A module arrives that is still to be asked for what was left behind. */
    private void leaveARedo(boolean toldOfCancel) {
        fixture.module("disk", () -> new TestModule(DISK));
        fixture.process(8).requestOffline(List.of(DISK), NONE);
        fixture.kill();
        fixture.start();
        arriveFailing(toldOfCancel);
    }

    private void arriveFailing(boolean toldOfCancel) {
        Terms terms = new Terms(failing(errors), toldOfCancel);
        fixture.engine.arrive("disk", terms, () -> disk).registered().join();
    }

    private void assertIsRedoneLater() {
        fixture.careAfter(20);
        assertThat(fixture.engine.givenBack()).isEmpty();
        assertThat(disk.calls)
                .containsExactly("offline " + DISK + " QUERY", "offline " + DISK + " NONE");
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::attention)
                .containsExactly(tuple(DISK, ""));
    }

    @Test
    void anErrorOnTheWayOfARedoDoesNotUndoIt() {
        leaveARedo(false);
        errors.set(1);

        fixture.care();

        assertThat(fixture.engine.drRequests())
                .singleElement()
                .satisfies(one -> assertThat(one.attention()).contains("OutOfMemoryError"));
        assertIsRedoneLater();
    }

    /** It wants to hear of queries that are taken back, and it is then that the second strikes. */
    @Test
    void aSecondErrorWhileARedoIsTakenBackDoesNotUndoItEither() {
        leaveARedo(true);
        errors.set(2);

        fixture.care();

        assertThat(errors).hasValue(0);
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::state)
                .containsExactly(RcmState.OFFLINE);
        assertIsRedoneLater();
    }

    @Test
    void anErrorOnTheWayOfAnEndLeavesItToBeEndedAgain() {
        arriveFailing(false);
        fixture.process(8).requestOffline(List.of(DISK), NONE);
        fixture.presence.die(8);
        errors.set(1);
        fixture.care();
        assertThat(fixture.warnings).singleElement().asString().contains("OutOfMemoryError");
        assertThat(fixture.engine.givenBack()).isEmpty();

        fixture.careAfter(20);

        assertThat(disk.calls).last().isEqualTo("online " + DISK + " NONE");
        assertThat(fixture.open()).isEmpty();
        assertThat(fixture.engine.givenBack()).hasSize(1);
    }

    /** The process itself ends it and asks anew when the refusal of the redo is recorded. */
    @Test
    void whatIsAskedForAnewWhileARedoIsRefusedIsNotGivenBack() {
        TestModule[] made = {null};
        boolean[] refusing = {false};
        fixture.module(
                "disk",
                () -> {
                    made[0] = new TestModule(DISK);
                    if (refusing[0]) {
                        made[0].answer(ModuleReply.refusal("in use"));
                    }
                    return made[0];
                });
        fixture.process(8).requestOffline(List.of(DISK), NONE);
        refusing[0] = true;
        List<RcmReply> anew = new CopyOnWriteArrayList<>();
        AtomicBoolean first = new AtomicBoolean(true);
        fixture.audit =
                operation -> {
                    if (first.getAndSet(false)) {
                        CompletableFuture.runAsync(
                                        () -> {
                                            made[0].answer(ModuleReply.SUCCESS);
                                            RcmHandle own = fixture.process(8);
                                            anew.add(own.notifyOnline(List.of(DISK), NONE));
                                            anew.add(own.requestOffline(List.of(DISK), NONE));
                                        })
                                .join();
                    }
                };

        fixture.restart();

        assertThat(anew).hasSize(2).allMatch(RcmReply::isSuccess);
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource)
                .containsExactly(DISK);
        assertThat(fixture.engine.givenBack()).isEmpty();
        assertThat(made[0].calls).last().isEqualTo("offline " + DISK + " NONE");
    }

    /** A principal that is taken for gone may be back at any moment. */
    private static final class EndingItselfMeanwhile implements Presence {

        private final CompletableFuture<RcmHandle> anna = new CompletableFuture<>();
        private volatile RcmReply ended;

        @Override
        public long mark(Initiator initiator) {
            return 0;
        }

        @Override
        public boolean isPresent(Initiator initiator, long mark) {
            boolean isUndone = Thread.currentThread().getName().startsWith("lastpath-engine-call");
            if (isUndone && ended == null) {
                ended = anna.join().notifyOnline(List.of(DISK), NONE);
            }
            return !anna.isDone();
        }
    }

    @Test
    void whatItsInitiatorHasEndedItselfIsNotSaidToBeGivenBack() {
        EndingItselfMeanwhile presence = new EndingItselfMeanwhile();
        Host host =
                new Host(
                        name -> name,
                        Clock.systemUTC(),
                        System::nanoTime,
                        presence,
                        JournalStore.NONE);
        Engine engine = new Engine(host, text -> {}, operation -> {});
        try {
            engine.arrive("disk", () -> 60_000, () -> new TestModule(DISK)).registered().join();
            RcmHandle anna = engine.open(Intent.of(Initiator.jmx("anna", "local"), "test"));
            assertThat(anna.requestOffline(List.of(DISK), NONE).isSuccess()).isTrue();
            presence.anna.complete(anna);

            engine.care(Duration.ZERO);

            assertThat(presence.ended.isSuccess()).isTrue();
            assertThat(engine.drRequests()).isEmpty();
            assertThat(engine.givenBack()).isEmpty();
        } finally {
            engine.stop();
        }
    }
}
