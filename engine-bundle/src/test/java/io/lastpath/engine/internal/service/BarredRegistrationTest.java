// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.names.NameResolver;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module that a DR request keeps from registering, in the moment in which that ends. */
class BarredRegistrationTest {

    private static final String CARD = "/devices/pci@0";
    private static final String DISK = CARD + "/disk@0";

    @TempDir Path folder;

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** Registers, and has something happen between the refusal and the note of it. */
    private final class Racing implements Caller {

        private final Runnable between;
        private int asked;

        Racing(Runnable between) {
            this.between = between;
        }

        @Override
        public Optional<ModuleSlot> module() {
            asked++;
            if (asked == 2) {
                between.run();
            }
            return fixture.engine.attendance().find("late");
        }

        @Override
        public RequestScope scope() {
            throw new UnsupportedOperationException("nothing is requested here");
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public long pid() {
            return 0;
        }

        @Override
        public long mark() {
            return 0;
        }

        @Override
        public List<String> named(List<String> resources) {
            return resources;
        }

        @Override
        public RcmReply request(
                OperationKind kind, List<String> resources, RcmFlags flags, Work work) {
            throw new UnsupportedOperationException("nothing is requested here");
        }

        @Override
        public RcmReply quietly(Work work) {
            throw new UnsupportedOperationException("nothing is asked here");
        }

        @Override
        public List<Assessment> registerFirst() {
            return List.of();
        }

        @Override
        public List<Assessment> doubts() {
            return List.of();
        }
    }

    private RcmHandle anna() {
        return fixture.person("anna");
    }

    private RcmReply registerWhile(Runnable between) {
        fixture.arrive("card", new TestModule(CARD));
        fixture.arrive("late", new TestModule());
        assertThat(anna().requestOffline(List.of(CARD), RcmFlags.NONE).isSuccess()).isTrue();
        return new Registering(
                        new NameResolver(name -> name),
                        fixture.engine.registrations(),
                        new Racing(between))
                .register(RegistrationKind.DR, DISK, RcmFlags.NONE);
    }

    @Test
    void whatEndsBeforeTheRefusalIsNotedLeavesNobodyUnregistered() {
        RcmReply reply =
                registerWhile(
                        () ->
                                assertThat(
                                                anna().notifyOnline(List.of(CARD), RcmFlags.NONE)
                                                        .isSuccess())
                                        .isTrue());

        assertThat(reply.isSuccess()).isTrue();
        assertThat(fixture.engine.modules()).allMatch(one -> one.unregistered().isEmpty());
    }

    @Test
    void whatGoesOnKeepsItOutAndThatIsSaid() {
        RcmReply reply = registerWhile(() -> {});

        assertThat(reply.isSuccess()).isFalse();
        assertThat(fixture.engine.modules())
                .anyMatch(one -> one.unregistered().contains("could not register for " + DISK));
    }

    @Test
    void whatIsInTheWayNextIsSaidAndNotWhatHasEnded() {
        registerWhile(
                () -> {
                    anna().notifyOnline(List.of(CARD), RcmFlags.NONE);
                    fixture.person("bert").requestOffline(List.of(CARD), RcmFlags.NONE);
                });

        assertThat(fixture.engine.modules())
                .anyMatch(one -> one.unregistered().contains("bert"))
                .noneMatch(one -> one.unregistered().contains("anna"));
    }

    @Test
    void whatEndsByAProcessIsNotSaidToBeInTheWayAnyMore() {
        fixture.arrive("card", new TestModule(CARD));
        fixture.process(7).requestOffline(List.of(CARD), RcmFlags.NONE);
        fixture.arrive("late", new TestModule(DISK));
        assertThat(fixture.engine.modules()).anyMatch(one -> !one.unregistered().isEmpty());
        fixture.process(7).notifyOnline(List.of(CARD), RcmFlags.NONE);

        fixture.engine.care(Duration.ZERO);

        Await.until(
                "registered",
                () ->
                        fixture.engine.modules().stream()
                                .allMatch(one -> one.unregistered().isEmpty()));
    }

    /** An event holds the disk for longer than the process that the module is told of. */
    @Test
    void theRequestInTheWayIsNamedWithWhoMadeIt() {
        fixture.arrive("disk", new TestModule("/disk"));
        fixture.arrive("card", new PassingModule(List.of("/disk"), CARD));
        fixture.arrive("event", new EventModule("/disk"));
        fixture.process(5).notifyEvent("SUNW_event", RcmFlags.NONE, Map.of());
        fixture.process(6).requestOffline(List.of(CARD), RcmFlags.NONE);

        fixture.arrive("late", new TestModule("/disk/part"));

        assertThat(fixture.engine.modules())
                .anyMatch(
                        one ->
                                one.unregistered()
                                        .contains("/disk is OFFLINE with " + CARD + " for pid 6"));
    }

    /** Takes something when it is told of an event. */
    private static final class EventModule extends TestModule {

        private final String taken;

        EventModule(String taken) {
            this.taken = taken;
        }

        @Override
        public RcmResult register(RcmHandle handle) {
            return handle.registerInterest(RegistrationKind.EVENT, "SUNW_event", RcmFlags.NONE)
                    .result();
        }

        @Override
        public ModuleReply notifyEvent(
                RcmHandle handle,
                String event,
                long pid,
                RcmFlags flags,
                Map<String, String> properties) {
            handle.requestOffline(List.of(taken), RcmFlags.NONE);
            return ModuleReply.SUCCESS;
        }
    }

    /** Its registrations fail once nothing is in the way any more. */
    @Test
    void whoCannotRegisterAfterItWasFreedIsAskedAgainEveryTenSecondsAndNotInEachRound() {
        AtomicInteger asked = new AtomicInteger(-1);
        TestModule late =
                new TestModule(DISK) {
                    @Override
                    public RcmResult register(RcmHandle handle) {
                        if (asked.getAndIncrement() >= 0) {
                            throw new IllegalStateException("the array does not answer");
                        }
                        return super.register(handle);
                    }
                };
        try (RestartFixture clocked = new RestartFixture(folder.resolve("journal"))) {
            clocked.module("card", () -> new TestModule(CARD));
            clocked.process(8).requestOffline(List.of(CARD), RcmFlags.NONE);
            clocked.engine.arrive("late", () -> 60_000, () -> late).registered().join();
            clocked.process(8).notifyOnline(List.of(CARD), RcmFlags.NONE);

            for (int second = 0; second < 9; second++) {
                clocked.engine.care(Duration.ZERO);
                Await.until("asked", () -> asked.get() >= 1);
                clocked.clock.advance(Duration.ofSeconds(1));
            }
            assertThat(asked).hasValue(1);

            clocked.clock.advance(Duration.ofSeconds(1));
            clocked.engine.care(Duration.ZERO);
            Await.until("asked again", () -> asked.get() == 2);
        }
    }
}
