// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left behind where only processes are registered, whose module hangs. */
@Timeout(60)
class HangingProcessesTest {

    /** More than a module is called for before it counts as busy. */
    private static final List<String> RESOURCES =
            IntStream.range(0, 10).mapToObj(one -> "/devices/disk" + one).toList();

    @TempDir Path folder;
    private final CountDownLatch release = new CountDownLatch(1);
    private RestartFixture fixture;

    private final TestModule script =
            new TestModule() {
                @Override
                public ModuleReply notifyOnline(
                        RcmHandle handle, String resource, long pid, RcmFlags flags) {
                    super.notifyOnline(handle, resource, pid, flags);
                    return answerLate();
                }
            };

    private ModuleReply answerLate() {
        try {
            release.await();
            return ModuleReply.SUCCESS;
        } catch (InterruptedException e) {
            return ModuleReply.refusal("interrupted");
        }
    }

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.module("script", () -> script);
        RcmHandle user =
                fixture.engine.open(Intent.of(Initiator.process(20), "uses them"), "script");
        for (String one : RESOURCES) {
            assertThat(user.registerInterest(RegistrationKind.DR, one, NONE).result())
                    .isEqualTo(RcmResult.SUCCESS);
            fixture.process(7).requestOffline(List.of(one), NONE);
        }
        fixture.presence.die(7);
        script.calls.clear();
    }

    @AfterEach
    void stop() {
        release.countDown();
        fixture.close();
    }

    private int careLater() {
        fixture.clock.advance(Duration.ofSeconds(10));
        fixture.engine.care(Duration.ZERO);
        return fixture.engine.drRequests().size();
    }

    @Test
    void theModuleOfProcessesIsCalledForOneAfterTheOther() {
        careLater();
        careLater();
        assertThat(script.calls).containsExactly("online " + RESOURCES.get(9) + " NONE");

        release.countDown();
        Await.until("all are given back", () -> careLater() == 0);
        assertThat(script.calls).hasSize(RESOURCES.size()).doesNotHaveDuplicates();
        assertThat(fixture.engine.givenBack()).hasSize(RESOURCES.size());
    }
}
