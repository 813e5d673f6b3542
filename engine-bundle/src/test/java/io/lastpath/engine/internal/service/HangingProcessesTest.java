// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import java.nio.file.Path;
import java.util.List;
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
    private final Hang hang = new Hang();
    private final TestModule script = new HangingModule(hang);
    private RestartFixture fixture;

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
        hang.begin();
    }

    @AfterEach
    void stop() {
        hang.end();
        fixture.close();
    }

    private int careLater() {
        fixture.careAfter(10);
        return fixture.open().size();
    }

    @Test
    void theModuleOfProcessesIsCalledForOneAfterTheOther() {
        careLater();
        careLater();
        assertThat(script.calls).containsExactly("online " + RESOURCES.get(9) + " NONE");

        hang.end();
        Await.until("all are given back", () -> careLater() == 0);
        assertThat(script.calls).hasSize(RESOURCES.size()).doesNotHaveDuplicates();
        assertThat(fixture.engine.givenBack()).hasSize(RESOURCES.size());
    }
}
