// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import java.nio.file.Path;
import java.time.Duration;
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

    private Engine.Arrival arrive(String name, long limitMillis, TestModule module) {
        Engine.Arrival arrival = fixture.engine.arrive(name, () -> limitMillis, () -> module);
        arrival.registered().join();
        return arrival;
    }

    private boolean isRedone(String resource) {
        return requestsOn(resource).stream()
                .anyMatch(one -> one.state() == RcmState.OFFLINE && one.attention().isEmpty());
    }

    private List<DrRequest> requestsOn(String resource) {
        return fixture.engine.drRequests().stream()
                .filter(one -> one.resource().equals(resource))
                .toList();
    }

    private void careLater() {
        fixture.clock.advance(Duration.ofSeconds(20));
        fixture.engine.care(Duration.ZERO);
    }

    /** A redo is under way that has let the data go; somebody asks about the other meanwhile. */
    private CompletableFuture<RcmReply> askMeanwhile() throws InterruptedException {
        redo.reached().await();
        arrive("other", 60_000, pausing(query, true, OTHER));
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
        arrive("free", 60_000, pausing(redo, false, FREE));
        CompletableFuture<Void> care =
                CompletableFuture.runAsync(() -> fixture.engine.care(Duration.ZERO));
        CompletableFuture<RcmReply> asked = askMeanwhile();
        redo.over().countDown();
        care.join();
        Await.until("the redo has ended", () -> isRedone(FREE));
        query.over().countDown();
        assertThat(asked.join().isSuccess()).isTrue();

        fixture.arrive("disk");
        careLater();

        assertThat(fixture.engine.givenBack()).isEmpty();
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource)
                .containsExactlyInAnyOrder(FREE, DISK, DATA);
    }

    @Test
    void aQuestionWhileARedoFailsDoesNotKeepItFromBeingTriedAgain() throws Exception {
        fixture.process(8).requestOffline(List.of(FREE), NONE);
        fixture.kill();
        fixture.start();
        Engine.Arrival app = arrive("app", 60_000, new TestModule(DATA));
        arrive("free", 2_000, pausing(redo, false, FREE));
        CompletableFuture<Void> care =
                CompletableFuture.runAsync(() -> fixture.engine.care(Duration.ZERO));
        CompletableFuture<RcmReply> asked = askMeanwhile();
        care.join(); // the redo has got no answer in time
        query.over().countDown();
        asked.join();
        redo.over().countDown();

        fixture.engine.leave(app);
        fixture.arrive("app"); // as after an update
        careLater();

        Await.until("it is redone", () -> isRedone(FREE));
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
        arrive("disk", 5_000, pausing(redo, false, DISK));
        fixture.engine.care(Duration.ZERO); // the other one is redone when this one takes too long
        Await.until("the other is redone", () -> isRedone(OTHER));
        Await.until(
                "it has got no answer in time",
                () -> requestsOn(DISK).stream().noneMatch(one -> one.attention().isEmpty()));
        redo.over().countDown();

        careLater();

        Await.until("it is redone", () -> isRedone(DISK));
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
        arrive("slow", 4_000, slow);

        Await.until(
                "it is given back",
                () -> {
                    careLater();
                    return requestsOn(gone).isEmpty();
                });

        assertThat(requestsOn(DISK)).hasSize(1);
        assertThat(requestsOn(OTHER)).hasSize(1);
    }

    /** It asks about two things that pass on to what is redone, one within the other. */
    @Test
    void twoQuestionsOfItsOwnInitiatorWhileARedoFailsDoNotKeepItFromBeingTriedAgain()
            throws Exception {
        fixture.process(8).requestOffline(List.of(FREE), NONE);
        fixture.kill();
        fixture.start();
        Engine.Arrival app = arrive("app", 60_000, new TestModule(DATA));
        arrive("free", 2_000, pausing(redo, false, FREE));
        CompletableFuture<Void> care =
                CompletableFuture.runAsync(() -> fixture.engine.care(Duration.ZERO));
        redo.reached().await();
        Pause second = new Pause();
        arrive("other", 60_000, pausing(query, true, OTHER));
        arrive("disk", 60_000, pausing(second, true, DISK));
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

        fixture.engine.leave(app);
        fixture.arrive("app"); // as after an update
        careLater();

        Await.until("it is redone", () -> isRedone(FREE));
    }

    private CompletableFuture<RcmReply> ask(String resource) {
        return CompletableFuture.supplyAsync(
                () -> fixture.process(8).requestOffline(List.of(resource), QUERY));
    }
}
