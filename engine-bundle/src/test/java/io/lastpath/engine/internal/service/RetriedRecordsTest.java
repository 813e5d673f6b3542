// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.RcmReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded of what is tried again and again after a restart. */
class RetriedRecordsTest {

    private static final String DISK = "/devices/disk";

    @TempDir Path folder;
    private RestartFixture fixture;
    private TestModule disk;

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.module("disk", () -> disk = new TestModule(DISK));
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.kill();
        fixture.start();
        fixture.arrive("disk");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void throwing(String what) {
        disk.offline =
                (handle, resource, flags) -> {
                    throw new IllegalStateException(what);
                };
    }

    private List<RcmReply> repliesAfterTries() {
        for (int i = 0; i < 5; i++) {
            fixture.engine.care(Duration.ZERO);
            fixture.clock.advance(Duration.ofSeconds(10));
        }
        return fixture.engine.operations().stream().map(Operation::reply).toList();
    }

    @Test
    void whatFailsAgainForTheSameReasonIsRecordedOnceUntilTheReasonIsAnother() {
        throwing("no idea");
        assertThat(repliesAfterTries())
                .singleElement()
                .satisfies(one -> assertThat(one.assessments()).asString().contains("no idea"));
        assertThat(disk.calls).hasSize(5);

        throwing("still none");
        assertThat(repliesAfterTries())
                .hasSize(2)
                .last()
                .satisfies(one -> assertThat(one.assessments()).asString().contains("still none"));

        disk.answer(ModuleReply.SUCCESS);
        assertThat(repliesAfterTries()).hasSize(3).last().matches(RcmReply::isSuccess);
    }
}
