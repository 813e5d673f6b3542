// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lastpath.engine.internal.call.Terms;
import io.lastpath.rcm.Answer;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors in the midst of a request, as where the host has no memory left for a thread. */
class ErrorsMeanwhileTest {

    private static final String DISK = "/devices/disk";
    private static final String OTHER = "/devices/other";

    @TempDir Path folder;
    private final TestModule disks = new TestModule(DISK, OTHER);
    private final AtomicInteger calls = new AtomicInteger();
    private volatile List<Integer> failing = List.of();
    private volatile String always = "";
    private RestartFixture fixture;

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        Terms terms = new Terms(this::limitMillis, true);
        fixture.engine.arrive("disks", terms, () -> disks).registered().join();
        calls.set(0);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** Asked for before each call of the module; the first of a request has it register anew. */
    private long limitMillis() {
        int call = calls.incrementAndGet();
        if (!always.isEmpty()) {
            throw new OutOfMemoryError(always);
        }
        if (failing.contains(call)) {
            throw new OutOfMemoryError("at call " + call);
        }
        return 60_000;
    }

    /** Asked about both, and while that is taken back. */
    @Test
    void twoErrorsInAQueryLeaveNothingOfItAndBothAreKnown() {
        failing = List.of(3, 4);

        Throwable thrown =
                catchThrowable(() -> fixture.process(8).requestOffline(List.of(DISK, OTHER), NONE));

        assertThat(thrown).isInstanceOf(OutOfMemoryError.class).hasMessage("at call 3");
        assertThat(thrown.getSuppressed())
                .singleElement()
                .satisfies(one -> assertThat(one).hasMessage("at call 4"));
        assertThat(fixture.engine.drRequests()).isEmpty();
        assertThat(disks.calls)
                .containsExactly(
                        "offline " + DISK + " QUERY", "online " + OTHER + " QUERY|QUERY_CANCEL");
        assertThat(fixture.process(9).requestOffline(List.of(DISK, OTHER), NONE).isSuccess())
                .isTrue();
    }

    /** It may have been told: so it is told the end when its initiator has gone. */
    @Test
    void anErrorWhileSomebodyIsToldLeavesAFailedRequestThatCanBeEnded() {
        failing = List.of(3);

        Throwable thrown =
                catchThrowable(() -> fixture.process(8).requestOffline(List.of(DISK), NONE));

        assertThat(thrown).isInstanceOf(OutOfMemoryError.class);
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::state)
                .containsExactly(RcmState.OFFLINE_FAIL);
        fixture.presence.die(8);
        fixture.engine.care(Duration.ZERO);
        assertThat(disks.calls).last().isEqualTo("online " + DISK + " NONE");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void whatBreaksDownOnItsWayIsRecordedWithWhatIsKnownOfIt() {
        failing = List.of(4);

        Throwable thrown =
                catchThrowable(() -> fixture.process(8).requestOffline(List.of(DISK, OTHER), NONE));

        assertThat(thrown).hasMessage("at call 4");
        Operation recorded = fixture.engine.operations().get(0);
        assertThat(recorded.resources()).containsExactly(DISK, OTHER);
        assertThat(recorded.reply().result()).isEqualTo(RcmResult.FAILURE);
        assertThat(recorded.reply().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(recorded.reply().assessments())
                .anySatisfy(one -> assertThat(one.reason()).contains("at call 4", "still open"));
        assertThat(recorded.answers())
                .extracting(Answer::callback)
                .containsExactly("offline query", "offline query", "cancel");
    }

    private void careEachSecond(int times) {
        for (int i = 0; i < times; i++) {
            fixture.engine.care(Duration.ZERO);
            fixture.clock.advance(Duration.ofSeconds(1));
        }
    }

    /** At once, and 1, 3, 7, 15, 31, 63, 123 and 183 s later. */
    @Test
    void whatBreaksDownEachTimeIsTriedLessOftenAndSaidOnceUntilItIsSomethingElse() {
        fixture.process(8).requestOffline(List.of(DISK), NONE);
        fixture.presence.die(8);
        calls.set(0);
        always = "no thread";

        careEachSecond(200);

        assertThat(calls).hasValue(9);
        assertThat(fixture.warnings)
                .singleElement()
                .asString()
                .contains(DISK, "no thread", "tried again");

        always = "no memory";
        careEachSecond(60);

        assertThat(fixture.warnings).hasSize(2).last().asString().contains(DISK, "no memory");

        always = "";
        careEachSecond(60);

        assertThat(fixture.engine.drRequests()).isEmpty();
        assertThat(fixture.engine.givenBack()).hasSize(1);
        assertThat(disks.calls).last().isEqualTo("online " + DISK + " NONE");
        assertThat(fixture.warnings).filteredOn(one -> one.contains("no ")).hasSize(2);
    }
}
