// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was under way when the coordinator was killed, and what becomes of it. */
class UndoneRequestsTest {

    private static final String DISK = "/devices/disk";
    private static final String OTHER = "/devices/other";
    private static final String DATA = "/data";

    @TempDir Path folder;
    private RestartFixture fixture;
    private TestModule fs;
    private TestModule other;
    private TestModule app;

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.module("app", () -> app = new TestModule(DATA));
        fixture.module("fs", () -> fs = new PassingModule(List.of(DATA), DISK));
        fixture.module("other", () -> other = new PassingModule(List.of(DATA), OTHER));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** Asks until a module hangs in it, writes something else then, and kills the coordinator. */
    private void killIn(TestModule module, boolean querying, boolean writes, Runnable request)
            throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        module.offline =
                (handle, name, flags) -> {
                    if (flags.has(RcmFlags.QUERY) != querying) {
                        return ModuleReply.SUCCESS;
                    }
                    called.countDown();
                    return hang();
                };
        Thread caller = new Thread(request, "caller");
        caller.start();
        called.await();
        if (writes) {
            fixture.process(9).requestOffline(List.of("/nobody"), NONE);
        }
        fixture.restart();
        caller.join();
    }

    private static ModuleReply hang() {
        try {
            new CountDownLatch(1).await();
            return ModuleReply.SUCCESS;
        } catch (InterruptedException e) {
            return ModuleReply.refusal("interrupted");
        }
    }

    @Test
    void aQuestionThatIsUndoneGivesBackNothingThatOthersHold() throws InterruptedException {
        fixture.process(7).requestOffline(List.of(DISK), NONE);

        killIn(other, true, false, () -> fixture.process(8).requestOffline(List.of(OTHER), NONE));

        assertThat(other.calls).containsExactly("online " + OTHER + " NONE");
        assertThat(app.calls)
                .containsExactly("offline " + DATA + " QUERY", "offline " + DATA + " NONE");
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource)
                .containsExactly(DISK, DATA);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsKilledWhileItIsDoneOnceMoreIsRedoneWhateverWasWrittenMeanwhile(boolean writes)
            throws InterruptedException {
        fs.offline =
                (handle, resource, flags) ->
                        flags.has(RcmFlags.QUERY)
                                ? ModuleReply.SUCCESS
                                : ModuleReply.refusal("busy after all");
        fixture.process(7).requestOffline(List.of(DISK), NONE);

        killIn(fs, false, writes, () -> fixture.process(7).requestOffline(List.of(DISK), NONE));

        assertThat(fs.calls)
                .containsExactly("offline " + DISK + " QUERY", "offline " + DISK + " NONE");
        assertThat(fixture.engine.drRequests())
                .filteredOn(one -> one.resource().equals(DISK))
                .singleElement()
                .returns(RcmState.OFFLINE, DrRequest::state);
    }

    @Test
    void whoWasGoneAndIsAskedByARetireRequestIsToldThatNothingComesOfIt()
            throws InterruptedException {
        fixture.process(7).requestOffline(List.of(DATA), NONE);
        fixture.process(7).notifyRemove(List.of(DATA), NONE);

        killIn(
                app,
                true,
                false,
                () -> fixture.process(7).requestOffline(List.of(DATA), RcmFlags.RETIRE_REQUEST));

        assertThat(app.calls).containsExactly("online " + DATA + " NONE");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoIsCalledBelowWhatWasOnlyRetiredIsToldThatNothingComesOfIt(boolean querying)
            throws InterruptedException {
        TestModule[] below = {null};
        fixture.module("below", () -> below[0] = new TestModule(DISK + "/part"));
        fixture.process(7).requestOffline(List.of(DISK), RcmFlags.RETIRE_REQUEST);

        killIn(
                below[0],
                querying,
                true,
                () -> fixture.process(7).requestOffline(List.of(DISK), NONE));
        assertThat(below[0].calls).containsExactly("online " + DISK + "/part NONE");
        assertThat(fs.calls)
                .containsExactly("offline " + DISK + " QUERY", "offline " + DISK + " NONE");
        assertThat(app.calls)
                .containsExactly("offline " + DATA + " QUERY", "offline " + DATA + " NONE");

        fixture.restart();
        assertThat(below[0].calls).isEmpty();
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state)
                .contains(tuple(DISK, RcmState.OFFLINE));
    }

    @Test
    void whoIsToldWithoutHavingBeenAskedIsToldTheEnd() throws InterruptedException {
        fs.offline =
                (handle, resource, flags) -> {
                    handle.requestOffline(List.of(DATA, DISK), flags); // in its own way
                    return ModuleReply.SUCCESS;
                };

        killIn(app, false, false, () -> fixture.process(7).requestOffline(List.of(DISK), NONE));

        assertThat(app.calls).containsExactly("online " + DATA + " NONE");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    /** Only what is in use again is given back. */
    @Test
    void whatWasBeingRemovedIsToldGoneAndIsNotGivenBack() {
        AtomicBoolean killed = new AtomicBoolean();
        fixture.module(
                "disk",
                () ->
                        new TestModule("/disk") {
                            @Override
                            public ModuleReply notifyRemove(
                                    RcmHandle handle, String resource, long pid, RcmFlags flags) {
                                if (!killed.getAndSet(true)) {
                                    fixture.kill();
                                }
                                return super.notifyRemove(handle, resource, pid, flags);
                            }
                        });
        fixture.process(7).requestOffline(List.of("/disk"), NONE);
        fixture.process(7).notifyRemove(List.of("/disk"), NONE);

        fixture.restart();

        assertThat(fixture.process(7).isRemoved("/disk")).isTrue();
        assertThat(fixture.engine.drRequests()).isEmpty();
        assertThat(fixture.engine.givenBack()).isEmpty();
        assertThat(fixture.warnings).noneMatch(line -> line.contains("given back"));
    }
}
