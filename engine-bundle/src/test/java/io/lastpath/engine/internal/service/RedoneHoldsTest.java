// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk hangs by two adapters, and the second was taken offline before its module came: what its
 * redo takes along, it holds, however often that is killed.
 */
class RedoneHoldsTest {

    private static final String FIRST = "/devices/first";
    private static final String SECOND = "/devices/second";
    private static final String DISK = "/disk";

    @TempDir Path folder;

    private RestartFixture fixture;
    private TestModule disk;

    /** At which of its calls the second adapter's module kills the coordinator, once. */
    private Predicate<RcmFlags> killing = flags -> false;

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.process(8).requestOffline(List.of(SECOND), NONE);
        fixture.module("disk", () -> disk = new TestModule(DISK));
        fixture.module("first", () -> new PassingModule(List.of(DISK), FIRST));
        fixture.module("second", this::second);
        fixture.process(7).requestOffline(List.of(FIRST), NONE);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** Passes on before it kills. */
    private TestModule second() {
        PassingModule second = new PassingModule(List.of(DISK), SECOND);
        TestModule.Reaction pass = second.offline;
        second.offline =
                (handle, resource, flags) -> {
                    ModuleReply reply = pass.to(handle, resource, flags);
                    if (killing.test(flags)) {
                        killing = any -> false;
                        fixture.kill();
                    }
                    return reply;
                };
        return second;
    }

    private void firstComesBackAndTheDiskStaysAwayForTheSecond() {
        fixture.process(7).notifyOnline(List.of(FIRST), NONE);

        assertThat(disk.calls).noneMatch(call -> call.contains("online"));
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, one -> one.intent().initiator().pid())
                .containsExactlyInAnyOrder(tuple(SECOND, 8L), tuple(DISK, 8L));
    }

    @Test
    void whatIsTakenAlongWhenItIsRedoneStaysAwayForIt() {
        fixture.restart();

        firstComesBackAndTheDiskStaysAwayForTheSecond();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatARedoTakesAlongAfterOneThatWasKilledStaysAwayForIt(boolean inTheQuery) {
        killing = flags -> flags.has(QUERY) == inTheQuery;
        fixture.restart();

        fixture.restart();

        firstComesBackAndTheDiskStaysAwayForTheSecond();
    }
}
