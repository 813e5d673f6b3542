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
import java.util.List;
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
    void onTheWayOutNoModulesAreOfferedForTheHostBehindTheSimulation() throws Exception {
        try (RuntimeProcess runtime = RuntimeProcess.start(home, "--scenario", "four-hba")) {
            for (String module : List.of("filesys", "swap", "lvm")) {
                runtime.await("module " + module + ", which stood by, takes over");
            }
            runtime.await("the groups changed");
            String before = runtime.output();

            runtime.terminate();

            assertThat(runtime.awaitExit()).isEqualTo(BY_SIGTERM);
            assertThat(runtime.output().substring(before.length()))
                    .doesNotContain("Answering for", "stands by", "takes over", "WARN", "ERROR");
        }
    }

    @Test
    void aLoggingConfigurationThatCannotBeReadIsNamedAndTheLogIsWrittenAllTheSame()
            throws Exception {
        Path file = Files.createDirectories(home.resolve("etc")).resolve("logback.xml");
        Files.writeString(file, "<configuration>");
        try (RuntimeProcess runtime = RuntimeProcess.start(home, "--scenario", "two-hba")) {
            assertThat(runtime.output())
                    .startsWith("lastpath: " + file + " cannot be used: line 1, column ");
            assertThat(runtime.log()).isNotEmpty();
            assertThat(home.resolve("log/audit.log")).exists();
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
    void aMisspeltFileOfSettingsAndWhatIsNoJarAreNamedInTheLog() throws Exception {
        Path misspelt =
                Files.createDirectories(home.resolve("etc")).resolve("io.lastpath.mpxo.cfg");
        Files.writeString(misspelt, "analysis = exact\n");
        Path odd = Files.createDirectories(home.resolve("deploy")).resolve("adapter.zip");
        Files.writeString(odd, "no jar");
        try (RuntimeProcess runtime = RuntimeProcess.start(home)) {
            assertThat(runtime.log())
                    .containsPattern(
                            "WARN .* " + misspelt + " is not read: .* io\\.lastpath\\.mpxio\\.cfg")
                    .containsPattern("WARN .* " + odd + " is not looked at: bundles end in .jar");
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
    void aScenarioFileWithAFlawKeepsItFromStartingAndTheFlawIsNamedWithItsPlace() throws Exception {
        Path file = home.resolve("host.json");
        Files.writeString(file, "{\n  \"devices\": {\n    \"clients\": [ 7 ]\n  }\n}\n");

        Path none = home.resolve("none");
        Result result =
                RuntimeProcess.runScript(
                        "run", "--home", none.toString(), "--scenario", file.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("lastpath: --scenario " + file + " is no scenario")
                .contains(file + ":3:18: devices.clients[0] is a number, but must be an object")
                .hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(none).doesNotExist();
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
