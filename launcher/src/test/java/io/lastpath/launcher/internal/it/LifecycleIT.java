// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.launcher.internal.ListeningSockets;
import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an instance starts and stops. */
class LifecycleIT {

    private static final int BY_SIGTERM = 143;

    @TempDir private Path home;

    @Test
    void itSaysThatItIsReadyListensNowhereKeepsOthersOutAndStopsInTime() throws Exception {
        try (RuntimeProcess runtime = RuntimeProcess.start(home, "--scenario", "two-hba")) {
            assertThat(runtime.output())
                    .containsPattern(
                            "Lastpath 1\\.\\S+ is ready: process "
                                    + runtime.pid()
                                    + ", home "
                                    + home
                                    + ", log "
                                    + home
                                    + "/log/lastpath.log, adapter simulation \\(.*\\); .*jconsole "
                                    + runtime.pid());
            assertThat(ListeningSockets.of(runtime.pid())).isEmpty();

            Result second = RuntimeProcess.runScript("run", "--home", home.toString());
            assertThat(second.exitCode()).isEqualTo(4);
            assertThat(second.err())
                    .contains("the home " + home + " is in use by process " + runtime.pid());

            assertThat(Poll.until(() -> isJudged(runtime), RuntimeProcess.PATIENCE)).isTrue();
            assertThat(runtime.run("offline", "0000:01:00.0").exitCode()).isZero();
            assertThat(runtime.run("remove", "0000:01:00.0").exitCode()).isZero();

            Instant before = Instant.now();
            runtime.terminate();
            assertThat(runtime.awaitExit()).isEqualTo(BY_SIGTERM);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(runtime.output()).doesNotContain("did not stop", "Exception");
        }
    }

    @Test
    void aHomeWithNothingButAChoiceOfAnAdapterLogsAndClaimsNothingOfATreeThatIsNotThere()
            throws Exception {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/io.lastpath.mpxio.cfg"), "adapter = lnux\n");
        try (RuntimeProcess runtime = RuntimeProcess.start(home)) {
            assertThat(runtime.log()).isNotEmpty();
            assertThat(home.resolve("log/audit.log")).exists();
            for (String question : new String[] {"audit", "single-points"}) {
                assertThat(runtime.run(question).out())
                        .startsWith("Not known: ")
                        .doesNotContain("No single point");
            }
            for (String question : new String[] {"single-points", "phcis", "groups"}) {
                assertThat(runtime.run(question, "--json").out())
                        .containsPattern("\"stale\" : \"[^\"]+\"")
                        .contains("\"incomplete\" : [ ]");
            }
        }
    }

    @Test
    void aScenarioThatDoesNotExistKeepsItFromStarting() throws Exception {
        try (RuntimeProcess runtime = RuntimeProcess.launch(home, "--scenario", "no-such-host")) {
            assertThat(runtime.awaitExit()).isEqualTo(2);
            runtime.await("no-such-host");
        }
    }

    @Test
    void remoteJmxWithoutAPasswordFileKeepsItFromStarting() throws Exception {
        settings("jmx.port=9");
        try (RuntimeProcess runtime = RuntimeProcess.launch(home)) {
            assertThat(runtime.awaitExit()).isEqualTo(4);
            runtime.await("needs the password file " + home + "/etc/jmx.passwords");
        }
    }

    @Test
    void remoteJmxForTheNetworkWithoutTlsKeepsItFromStarting() throws Exception {
        settings("jmx.host=192.0.2.1\njmx.port=9");
        try (RuntimeProcess runtime = RuntimeProcess.launch(home)) {
            assertThat(runtime.awaitExit()).isEqualTo(4);
            runtime.await("can be reached from the network");
        }
    }

    private static boolean isJudged(RuntimeProcess runtime) {
        return runtime.run("phcis").out().contains("DEGRADED");
    }

    private void settings(String text) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/lastpath.properties"), text);
    }
}
