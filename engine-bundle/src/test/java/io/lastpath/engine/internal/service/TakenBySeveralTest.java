// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.RcmReply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What several had taken by capacity requests is left to those of them who are still there. */
@Timeout(60)
class TakenBySeveralTest {

    private static final String DISK = "/devices/disk";

    private RestartFixture fixture;

    @BeforeEach
    void taken(@TempDir Path folder) {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.module("disk", () -> new TestModule(DISK));
        fixture.module("memory", () -> new CapacityModule(DISK));
        change(7);
        change(9);
    }

    private void change(long pid) {
        RcmReply reply =
                fixture.process(pid).requestCapacityChange(CapacityModule.MEMORY, NONE, Map.of());
        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void assertNineHasItAlone() {
        assertThat(fixture.isOut(DISK)).isTrue();
        assertThat(fixture.requestsOn(DISK))
                .extracting(one -> one.intent().initiator().pid())
                .containsExactly(9L);
        assertThat(fixture.process(9).notifyOnline(List.of(DISK), NONE).isSuccess()).isTrue();
        assertThat(fixture.open()).isEmpty();
    }

    @Test
    void whoIsStillThereEndsIt() {
        fixture.presence.die(7);
        fixture.care();

        assertNineHasItAlone();
    }

    @Test
    void whoIsStillThereAfterARestartEndsIt() {
        fixture.presence.die(7);
        fixture.restart();

        assertNineHasItAlone();
    }

    @Test
    void itIsGivenBackWhenAllHaveGone() {
        fixture.presence.die(7);
        fixture.presence.die(9);
        fixture.care();

        assertThat(fixture.open()).isEmpty();
        assertThat(fixture.isOut(DISK)).isFalse();
    }
}
