// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.names.NameResolver;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RegistrationKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A module that a DR request keeps from registering, in the moment in which that ends. */
class BarredRegistrationTest {

    private static final String CARD = "/devices/pci@0";
    private static final String DISK = CARD + "/disk@0";

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
}
