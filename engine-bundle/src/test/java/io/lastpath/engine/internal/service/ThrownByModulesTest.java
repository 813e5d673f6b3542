// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.ModuleStatus;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Modules that throw what throws in its turn when it is asked what it is, or what futures pass on
 * otherwise than the rest: they have failed, like others.
 */
class ThrownByModulesTest {

    private static final String DISK = "/devices/disk";

    @TempDir Path folder;
    private RestartFixture fixture;

    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    private static final class Dead extends Error {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new StackOverflowError();
        }
    }

    static Stream<Throwable> odd() {
        return Stream.of(
                new Mute(),
                new Dead(),
                new CancellationException(),
                new CompletionException("the disk is late", new Mute()));
    }

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private TestModule arrive(TestModule module) {
        fixture.engine.arrive("disk", () -> 60_000, () -> module).registered().join();
        return module;
    }

    private static <T> T raise(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    private RcmReply lastReply() {
        return fixture.engine.operations().stream()
                .reduce((one, next) -> next)
                .map(Operation::reply)
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("odd")
    void whatIsThrownWhenAModuleIsToldIsItsAnswer(Throwable thrown) {
        TestModule disk = arrive(new TestModule(DISK));
        disk.offline =
                (handle, resource, flags) -> flags.has(QUERY) ? ModuleReply.SUCCESS : raise(thrown);

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.assessments())
                .anySatisfy(one -> assertThat(one.reason()).contains("disk"));
        assertThat(lastReply()).isEqualTo(reply);
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::state)
                .containsExactly(RcmState.OFFLINE_FAIL);
        fixture.presence.die(7);
        fixture.engine.care(Duration.ZERO);
        assertThat(fixture.engine.drRequests()).isEmpty();
        assertThat(disk.calls).last().isEqualTo("online " + DISK + " NONE");
    }

    @ParameterizedTest
    @MethodSource("odd")
    void whatIsThrownWhenTheEndIsToldIsToldOnceAndEndsIt(Throwable thrown) {
        TestModule disk =
                arrive(
                        new TestModule(DISK) {
                            @Override
                            public ModuleReply notifyOnline(
                                    RcmHandle handle, String resource, long pid, RcmFlags flags) {
                                super.notifyOnline(handle, resource, pid, flags);
                                return raise(thrown);
                            }
                        });
        fixture.process(7).requestOffline(List.of(DISK), NONE);

        RcmReply reply = fixture.process(7).notifyOnline(List.of(DISK), NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(lastReply()).isEqualTo(reply);
        assertThat(fixture.engine.drRequests()).isEmpty();
        assertThat(disk.calls).filteredOn(call -> call.startsWith("online")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("odd")
    void whatIsThrownWhileAModuleRegistersIsNamedAndHoldsNobodyUp(Throwable thrown) {
        arrive(
                new TestModule(DISK) {
                    @Override
                    public RcmResult register(RcmHandle handle) {
                        return raise(thrown);
                    }
                });

        RcmReply reply = fixture.person("anna").requestOffline(List.of(DISK), QUERY);

        assertThat(reply.assessments())
                .anySatisfy(
                        one -> assertThat(one.reason()).contains("module disk could not register"));
        Await.until(
                "it is named",
                () ->
                        fixture.engine.modules().stream()
                                .map(ModuleStatus::unregistered)
                                .anyMatch(why -> why.contains("disk")));
    }
}
