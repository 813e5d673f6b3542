// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmReply;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A redo that takes its time, and what others ask for or redo meanwhile. */
@Timeout(60)
class RedosSideBySideTest {

    private static final String FREE = "/devices/free";
    private static final String DISK = "/devices/disk";
    private static final String OTHER = "/devices/other";
    private static final String DATA = "/data";

    @TempDir Path folder;
    private final Pause redo = new Pause();
    private final Pause query = new Pause();
    private RestartFixture fixture;

    /** Where a module stops until it is let go on. */
    private record Pause(CountDownLatch reached, CountDownLatch over) {

        Pause() {
            this(new CountDownLatch(1), new CountDownLatch(1));
        }

        boolean isPassed() {
            reached.countDown();
            try {
                over.await();
                return true;
            } catch (InterruptedException e) {
                return false;
            }
        }
    }

    /** Passes on, and pauses before it answers: to a query, or when it is told. */
    private static TestModule pausing(Pause pause, boolean inTheQuery, String resource) {
        PassingModule module = new PassingModule(List.of(DATA), resource);
        TestModule.Reaction pass = module.offline;
        module.offline =
                (handle, any, flags) -> {
                    ModuleReply reply = pass.to(handle, any, flags);
                    boolean pauses = flags.has(QUERY) == inTheQuery;
                    return !pauses || pause.isPassed() ? reply : ModuleReply.refusal("interrupted");
                };
        return module;
    }

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.module("app", () -> new TestModule(DATA));
        fixture.module("free", () -> new PassingModule(List.of(DATA), FREE));
    }

    @AfterEach
    void stop() {
        redo.over().countDown();
        query.over().countDown();
        fixture.close();
    }

    /** Its redo has let the data go, and gets no answer in time. */
    private Engine.Arrival leaveWhatIsRedoneTooSlowly() {
        fixture.process(8).requestOffline(List.of(FREE), NONE);
        fixture.kill();
        fixture.start();
        Engine.Arrival app = fixture.arrive("app", 60_000, new TestModule(DATA));
        fixture.arrive("free", 2_000, pausing(redo, false, FREE));
        return app;
    }

    private CompletableFuture<Void> careMeanwhile() {
        return CompletableFuture.runAsync(fixture::care);
    }

    private void assertIsRedoneAfterAnUpdate(Engine.Arrival app) {
        fixture.engine.leave(app);
        fixture.arrive("app");
        fixture.careAfter(20);
        Await.until("it is redone", () -> fixture.isOut(FREE));
    }

    /** A redo is under way that has let the data go; somebody asks about the other meanwhile. */
    private CompletableFuture<RcmReply> askMeanwhile() throws InterruptedException {
        redo.reached().await();
        fixture.arrive("other", 60_000, pausing(query, true, OTHER));
        CompletableFuture<RcmReply> asked =
                CompletableFuture.supplyAsync(
                        () -> fixture.process(9).requestOffline(List.of(OTHER), QUERY));
        query.reached().await();
        return asked;
    }

    @Test
    void aQuestionMeanwhileDoesNotHaveAnotherRedoRefused() throws Exception {
        fixture.module("disk", () -> new PassingModule(List.of(DATA), DISK));
        fixture.process(8).requestOffline(List.of(FREE), NONE);
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.kill();
        fixture.start();
        fixture.arrive("app");
        fixture.arrive("free", 60_000, pausing(redo, false, FREE));
        CompletableFuture<Void> care = careMeanwhile();
        CompletableFuture<RcmReply> asked = askMeanwhile();
        redo.over().countDown();
        care.join();
        Await.until("the redo has ended", () -> fixture.isOut(FREE));
        query.over().countDown();
        assertThat(asked.join().isSuccess()).isTrue();

        fixture.arrive("disk");
        fixture.careAfter(20);

        assertThat(fixture.engine.givenBack()).isEmpty();
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource)
                .containsExactlyInAnyOrder(FREE, DISK, DATA);
    }

    @Test
    void aQuestionWhileARedoFailsDoesNotKeepItFromBeingTriedAgain() throws Exception {
        Engine.Arrival app = leaveWhatIsRedoneTooSlowly();
        CompletableFuture<Void> care = careMeanwhile();
        CompletableFuture<RcmReply> asked = askMeanwhile();
        care.join(); // the redo has got no answer in time
        query.over().countDown();
        asked.join();
        redo.over().countDown();

        assertIsRedoneAfterAnUpdate(app);
    }

    @Test
    void aRedoThatFailsAfterAnotherHasEndedWellIsTriedAgain() throws Exception {
        fixture.module("disk", () -> new PassingModule(List.of(DATA), DISK));
        fixture.module("other", () -> new TestModule(OTHER));
        fixture.process(8).requestOffline(List.of(OTHER), NONE);
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.kill();
        fixture.start();
        fixture.arrive("app");
        fixture.arrive("other");
        fixture.arrive("disk", 5_000, pausing(redo, false, DISK));
        fixture.care(); // the other one is redone when this one takes too long
        Await.until("the other is redone", () -> fixture.isOut(OTHER));
        Await.until(
                "it has got no answer in time",
                () ->
                        fixture.requestsOn(DISK).stream()
                                .noneMatch(one -> one.attention().isEmpty()));
        redo.over().countDown();

        fixture.careAfter(20);

        Await.until("it is redone", () -> fixture.isOut(DISK));
    }

    /** The two that fail are tried again and again, and stand before the third in the order. */
    @Test
    void whatFailsEachTimeKeepsNothingElseOfItsModuleFromItsTurn() {
        String gone = "/devices/gone";
        fixture.module("slow", () -> new TestModule(gone, DISK, OTHER));
        fixture.process(9).requestOffline(List.of(gone), NONE);
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.process(8).requestOffline(List.of(OTHER), NONE);
        fixture.presence.die(9);
        fixture.kill();
        fixture.start();
        TestModule slow = new TestModule(gone, DISK, OTHER);
        slow.offline =
                (handle, resource, flags) ->
                        redo.isPassed() ? ModuleReply.SUCCESS : ModuleReply.refusal("interrupted");
        fixture.arrive("slow", 4_000, slow);

        Await.until(
                "it is given back",
                () -> {
                    fixture.careAfter(20);
                    return fixture.requestsOn(gone).isEmpty();
                });

        assertThat(fixture.requestsOn(DISK)).hasSize(1);
        assertThat(fixture.requestsOn(OTHER)).hasSize(1);
    }

    /** It asks about two things that pass on to what is redone, one within the other. */
    @Test
    void twoQuestionsOfItsOwnInitiatorWhileARedoFailsDoNotKeepItFromBeingTriedAgain()
            throws Exception {
        Engine.Arrival app = leaveWhatIsRedoneTooSlowly();
        CompletableFuture<Void> care = careMeanwhile();
        redo.reached().await();
        Pause second = new Pause();
        fixture.arrive("other", 60_000, pausing(query, true, OTHER));
        fixture.arrive("disk", 60_000, pausing(second, true, DISK));
        CompletableFuture<RcmReply> first = ask(OTHER);
        query.reached().await();
        CompletableFuture<RcmReply> then = ask(DISK);
        second.reached().await();
        care.join(); // the redo has got no answer in time
        second.over().countDown();
        then.join();
        query.over().countDown();
        first.join();
        redo.over().countDown();

        assertIsRedoneAfterAnUpdate(app);
    }

    private CompletableFuture<RcmReply> ask(String resource) {
        return CompletableFuture.supplyAsync(
                () -> fixture.process(8).requestOffline(List.of(resource), QUERY));
    }
}
