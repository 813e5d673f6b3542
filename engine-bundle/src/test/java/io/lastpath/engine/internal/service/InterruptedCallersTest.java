// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose thread is interrupted while he waits has his request done to its end all the same. */
class InterruptedCallersTest {

    private static final String DISK = "/disk";
    private static final String FIRST = "/disk/a";
    private static final String SECOND = "/disk/b";

    @TempDir Path folder;
    private final Thread caller = Thread.currentThread();
    private RestartFixture fixture;
    private TestModule below;

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.module("disk", Interrupting::new);
        fixture.module("below", () -> below = new TestModule(FIRST, SECOND));
    }

    @AfterEach
    void stop() {
        Thread.interrupted();
        fixture.close();
    }

    /** Interrupts whoever has it called, each time before the others are. */
    private final class Interrupting extends TestModule {

        Interrupting() {
            super(DISK);
            offline =
                    (handle, resource, flags) -> {
                        caller.interrupt();
                        return ModuleReply.SUCCESS;
                    };
        }

        @Override
        public ModuleReply notifyOnline(
                RcmHandle handle, String resource, long pid, RcmFlags flags) {
            caller.interrupt();
            return ModuleReply.SUCCESS;
        }
    }

    @Test
    void everybodyIsAskedAndToldAlthoughWhoAsksIsInterrupted() {
        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(reply.isSuccess()).isTrue();
        assertThat(below.calls)
                .containsExactly(
                        "offline " + FIRST + " QUERY",
                        "offline " + SECOND + " QUERY",
                        "offline " + FIRST + " NONE",
                        "offline " + SECOND + " NONE");
        fixture.restart();
        assertThat(fixture.engine.drRequests()).hasSize(1);
    }

    @Test
    void everybodyIsToldTheEndAlthoughWhoTellsItIsInterrupted() {
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        Thread.interrupted();
        below.calls.clear();

        RcmReply reply = fixture.process(7).notifyOnline(List.of(DISK), NONE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(reply.isSuccess()).isTrue();
        assertThat(reply.assessments()).isEmpty();
        assertThat(below.calls)
                .containsExactly("online " + FIRST + " NONE", "online " + SECOND + " NONE");
        fixture.restart();
        assertThat(fixture.engine.drRequests()).isEmpty();
    }
}
