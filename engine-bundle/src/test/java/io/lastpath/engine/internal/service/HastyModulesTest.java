// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.GivenBack;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Modules that ask or take where a query, an end or information was wanted leave nothing behind.
 */
@Timeout(60)
class HastyModulesTest {

    private static final String HBA = "/devices/hba";
    private static final String DISK = "/devices/disk";

    private final EngineFixture fixture = new EngineFixture();
    private final ExecutorService caller = Executors.newSingleThreadExecutor();
    private final CountDownLatch late = new CountDownLatch(1);
    private final TestModule disk = new TestModule(DISK);

    @BeforeEach
    void start() {
        fixture.arrive("disk", disk);
    }

    @AfterEach
    void stop() {
        late.countDown();
        fixture.close();
        caller.shutdownNow();
    }

    /** It has let go in the midst of a query, so it is told that it is back, and asked again. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoLetGoInTheMidstOfAQueryIsGivenBackWhenNothingComesOfIt(boolean refuses) {
        TestModule hba = new TestModule(HBA);
        hba.offline =
                (handle, resource, flags) -> {
                    handle.requestOffline(List.of(DISK), QUERY);
                    handle.requestOffline(List.of(DISK), NONE);
                    return refuses ? ModuleReply.refusal("no") : ModuleReply.SUCCESS;
                };
        fixture.arrive("hba", hba);

        fixture.process(7).requestOffline(List.of(HBA), refuses ? NONE : QUERY);
        fixture.engine.care(Duration.ZERO);

        assertThat(disk.calls)
                .containsExactly(
                        "offline " + DISK + " QUERY",
                        "offline " + DISK + " NONE",
                        "online " + DISK + " NONE");
        assertThat(fixture.engine.givenBack()).extracting(GivenBack::resource).contains(DISK);
        assertNothingIsLeft();
    }

    @Test
    void whatIsAskedWhileInformationIsGivenIsFreeAfterwards() {
        fixture.arrive(
                "hba",
                new TestModule(HBA) {
                    @Override
                    public UsageReply getInfo(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        handle.requestOffline(List.of(DISK), QUERY);
                        return UsageReply.of("an adapter", Verdict.SAFE);
                    }
                });

        fixture.process(7).getInfo(List.of(HBA), NONE);

        assertThat(disk.calls).containsExactly("offline " + DISK + " QUERY");
        assertNothingIsLeft();
    }

    @Test
    void whatIsAskedWhileAnEndIsToldIsFreeAfterwards() {
        fixture.arrive(
                "hba",
                new TestModule(HBA) {
                    @Override
                    public ModuleReply notifyOnline(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        handle.requestOffline(List.of(DISK), QUERY);
                        return ModuleReply.SUCCESS;
                    }
                });
        fixture.process(7).requestOffline(List.of(HBA), NONE);

        fixture.process(7).notifyOnline(List.of(HBA), NONE);

        assertThat(disk.calls).containsExactly("offline " + DISK + " QUERY");
        assertNothingIsLeft();
    }

    @Test
    void anAnswerThatComesAfterTheEndLeavesNoMark() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        disk.offline =
                (handle, resource, flags) -> {
                    if (disk.calls.size() == 1) {
                        asked.countDown();
                        await(late);
                    }
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("hba", new PassingModule(List.of(DISK), HBA));
        Future<RcmReply> query =
                caller.submit(() -> fixture.process(7).requestOffline(List.of(HBA), QUERY));
        await(asked);
        fixture.process(7).requestOffline(List.of(HBA), NONE);
        fixture.process(7).notifyOnline(List.of(HBA), NONE);

        late.countDown();
        query.get(30, TimeUnit.SECONDS);

        assertNothingIsLeft();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** No DR request is open, nobody is marked, and who refuses from now on is heard. */
    private void assertNothingIsLeft() {
        assertThat(fixture.engine.drRequests()).isEmpty();
        assertThat(state()).isEqualTo(RcmState.ONLINE);
        disk.answer(ModuleReply.refusal("in use"));
        assertThat(fixture.process(8).requestOffline(List.of(DISK), NONE).isSuccess()).isFalse();
    }

    private RcmState state() {
        try {
            return fixture.process(7).getResourceState(DISK);
        } catch (RcmException e) {
            throw new IllegalStateException(e);
        }
    }
}
