// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.GivenBack;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which refusals of a redo settle it while others are at something else, or at the same. */
@Timeout(60)
class RedosBesideOthersTest {

    private static final String DISK = "/devices/disk";
    private static final String OTHER = "/devices/other";
    private static final String DATA = "/data";

    @TempDir Path folder;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private RestartFixture fixture;

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
    }

    @AfterEach
    void stop() {
        over.countDown();
        fixture.close();
    }

    private TestModule pausing(String resource) {
        TestModule module = new TestModule(resource);
        module.offline = (handle, any, flags) -> pause();
        return module;
    }

    private ModuleReply pause() {
        asked.countDown();
        try {
            over.await();
            return ModuleReply.SUCCESS;
        } catch (InterruptedException e) {
            return ModuleReply.refusal("interrupted");
        }
    }

    private void takeBeforeARestart(String... resources) {
        for (String resource : resources) {
            fixture.arrive(resource, 60_000, new TestModule(resource));
            fixture.process(7).requestOffline(List.of(resource), NONE);
        }
        fixture.kill();
        fixture.start();
    }

    /** About what depends on the disk, by itself or with another that it hangs by as well. */
    @ParameterizedTest
    @ValueSource(strings = {DATA, OTHER})
    void whatSomebodyOnlyAsksAboutIsNoRefusalOfARedo(String resource) throws Exception {
        takeBeforeARestart(DISK);
        fixture.arrive("app", 60_000, pausing(DATA));
        fixture.arrive("other", 60_000, new PassingModule(List.of(DATA), OTHER));
        CompletableFuture<RcmReply> query =
                CompletableFuture.supplyAsync(
                        () -> fixture.person("anna").requestOffline(List.of(resource), QUERY));
        asked.await();
        fixture.arrive(DISK, 60_000, new PassingModule(List.of(DATA), DISK));
        fixture.care();
        assertThat(fixture.requestsOn(DISK))
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.attention())
                                        .contains("somebody else", DATA, "tried again"));

        over.countDown();
        query.join();
        fixture.careAfter(20);

        assertThat(fixture.engine.givenBack()).isEmpty();
        assertThat(fixture.engine.drRequests())
                .allMatch(one -> one.state() == RcmState.OFFLINE && one.attention().isEmpty())
                .extracting(DrRequest::resource)
                .containsExactlyInAnyOrder(DISK, DATA);
    }

    /** The other one is not redone before its module gives an answer. */
    @Test
    void aRefusalCountsWhileSomethingElseHangsThatHasNothingToDoWithIt() {
        takeBeforeARestart(DISK, OTHER);
        fixture.arrive(OTHER, 60_000, pausing(OTHER));
        TestModule busy = new TestModule(DISK);
        busy.answer(ModuleReply.refusal("in use"));
        fixture.arrive(DISK, 60_000, busy);

        Await.until(
                "it is given back",
                () -> {
                    fixture.careAfter(20);
                    return !fixture.engine.givenBack().isEmpty();
                });

        assertThat(fixture.engine.givenBack()).extracting(GivenBack::resource).containsOnly(DISK);
        assertThat(fixture.requestsOn(OTHER)).hasSize(1);
        assertThat(over.getCount()).isEqualTo(1);
    }
}
