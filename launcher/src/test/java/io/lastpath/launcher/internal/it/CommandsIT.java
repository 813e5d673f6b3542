// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.Version;
import io.lastpath.launcher.internal.command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands against a running instance that shows the four-HBA host, found by attach. */
class CommandsIT {

    private static final String FIRST = "0000:01:00.0";
    private static final String SECOND = "0000:02:00.0";
    private static final String THIRD = "0000:03:00.0";
    private static final String FOURTH = "0000:04:00.0";

    @TempDir private static Path home;
    private static RuntimeProcess runtime;

    @BeforeAll
    static void start() throws IOException {
        runtime = RuntimeProcess.start(home, "--scenario", "four-hba");
    }

    @BeforeEach
    void settle() {
        assertThat(Poll.until(CommandsIT::isComplete, RuntimeProcess.PATIENCE))
                .as("what the test before did is undone and judged")
                .isTrue();
    }

    @AfterAll
    static void stop() {
        runtime.close();
    }

    @Test
    void statusTellsOfTheTreeAndTheModules() throws Exception {
        assertThat(done("status").out())
                .contains("process " + runtime.pid() + ", home " + home)
                .contains("Adapter simulation", "PHCIs: 4, groups: 6, clients: 9, paths: 23")
                .contains("filesys", "swap", "mpxio");

        JsonNode status = json(done("status", "--json"));
        assertThat(status.get("pid").longValue()).isEqualTo(runtime.pid());
        assertThat(status.get("stale").booleanValue()).isFalse();
        assertThat(status.get("modules").findValuesAsText("name")).contains("mpxio", "swap");
    }

    @Test
    void theVersionHasOneFormWhereverItIsShown() throws Exception {
        String version = Version.current();

        assertThat(version).isNotEmpty();
        assertThat(json(done("status", "--json")).get("version").textValue()).isEqualTo(version);
        assertThat(done("status").out()).startsWith("Lastpath " + version + ",");
        assertThat(done("version").out()).startsWith("lastpath " + version + ",");
        assertThat(runtime.output()).contains("Lastpath " + version + " is ready");
        assertThat(json(done("status", "--json")).findValuesAsText("info"))
                .contains("Simulated module swap " + version);
    }

    @Test
    void theScriptFindsTheInstanceToo() throws Exception {
        Result groups = RuntimeProcess.runScript("groups", "--json", "--pid", "" + runtime.pid());

        assertThat(groups.exitCode()).isZero();
        assertThat(json(groups).get("groups")).hasSize(6);
        assertThat(groups.err()).isEmpty();
    }

    @Test
    void phcisAndSinglePointsAreTablesOrDocuments() throws Exception {
        assertThat(done("phcis").out()).contains("0000-01-00.0", "/0000:04:00.0").hasLineCount(5);
        assertThat(done("phcis", "--color", "always").out())
                .contains("\u001b[33mDEGRADED\u001b[0m");
        assertThat(json(done("phcis", "--json")).get("phcis").findValuesAsText("id"))
                .containsExactly("0000-01-00.0", "0000-02-00.0", "0000-03-00.0", "0000-04-00.0");
        assertThat(json(done("single-points", "--json")).get("singlePointsOfFailure"))
                .extracting(point -> point.get("clients").textValue())
                .containsExactlyInAnyOrder("mpathe", "mpathi");
    }

    @Test
    void aPreviewEndsWithOneOnlyIfItWouldHurt() throws Exception {
        assertThat(done("preview", FIRST).out()).startsWith("DEGRADED: ");

        Result pair = runtime.run("preview", FIRST, SECOND, "--json");
        assertThat(pair.exitCode()).isEqualTo(1);
        assertThat(json(pair).get("verdict").textValue()).isEqualTo("DATA_CRITICAL");
        assertThat(json(pair).get("impact").get(0).get("users").textValue()).contains("/srv/one");
    }

    @Test
    void anOfflineIsRefusedAskedForForcedAndTakenBack() throws Exception {
        assertThat(done("offline", THIRD, "--query").out()).contains("query offline", "done");
        assertThat(done("offline", THIRD, "--reason", "a test").out()).contains("offline", "done");
        assertThat(done("state", THIRD).out()).contains("OFFLINE");
        assertThat(json(done("status", "--json")).get("drRequests").findValuesAsText("reason"))
                .contains("a test");

        Result refused = runtime.run("offline", FOURTH, "--json");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(json(refused).get("operation").get("verdict").textValue())
                .isEqualTo("SYSTEM_CRITICAL");
        assertThat(json(refused).get("tuples").findValuesAsText("error"))
                .anySatisfy(error -> assertThat(error).contains("swap is in use"));

        JsonNode lost = json(refused).get("lost");
        assertThat(lost.findValuesAsText("name")).contains("mpathg");
        assertThat(lost.findValuesAsText("users")).anyMatch(users -> users.contains("swap"));
        assertThat(runtime.run("offline", FOURTH).out())
                .contains(
                        "\n  SYSTEM_CRITICAL mpathg ",
                        "usable paths 1 -> 0; used by SYSTEM_CRITICAL")
                .contains("usable paths 1 -> 0; used by nobody");

        Result unnamed = runtime.run("force-offline", FOURTH, "--reason", "x", "--confirm");
        assertThat(unnamed.exitCode()).as(unnamed.out() + unnamed.err()).isEqualTo(1);
        assertThat(unnamed.out()).contains("name mpathg");
        done("force-offline", FOURTH, "--reason", "x", "--confirm", "--accept", "mpathg");

        done("online", FOURTH, "--reason", "over");
        done("online", THIRD);
        JsonNode states = json(done("state", THIRD, FOURTH, "--json")).get("states");
        assertThat(states.findValuesAsText("state")).containsExactly("ONLINE", "ONLINE");
        JsonNode stranger = json(done("state", "made-up", "--json")).get("states").get(0);
        assertThat(stranger.get("state").textValue()).isEqualTo("UNKNOWN");
        assertThat(stranger.get("remark").textValue()).startsWith("nobody has registered for it");
    }

    @Test
    void aMistakenRemoveIsTakenBackByARefresh() throws Exception {
        String before = done("phcis").out();
        done("offline", THIRD);
        done("remove", THIRD);
        assertThat(Poll.until(() -> !done("phcis").out().equals(before), RuntimeProcess.PATIENCE))
                .as("a removed PHCI is no spare path")
                .isTrue();

        assertThat(done("refresh").out()).contains("4 PHCIs, 6 groups, 9 clients, 23 paths");

        assertThat(Poll.until(() -> done("phcis").out().equals(before), RuntimeProcess.PATIENCE))
                .as("as it was before, not %s", done("phcis").out())
                .isTrue();
        assertThat(json(done("refresh", "--json")).get("message").textValue())
                .contains("read by adapter simulation");
    }

    @Test
    void aRequestOfAnEarlierHostStaysOpenAndIsEndedByItsResource() {
        String resource = "/devices/pci0000:00/0000:00:05.0/" + THIRD;
        done("offline", THIRD, "--reason", "moved");
        assertThat(done("load", "two-hba").out())
                .contains("A DR request on " + resource)
                .contains(" is still open, since 20", "'lastpath online /devices/");
        assertThat(Poll.until(() -> !done("phcis").out().contains(THIRD), RuntimeProcess.PATIENCE))
                .isTrue();
        assertThat(done("status").out()).contains("DR REQUEST", resource, "moved");

        done("load", "four-hba");
        assertThat(Poll.until(this::isThirdOut, RuntimeProcess.PATIENCE))
                .as("it is out as before: " + done("phcis").out())
                .isTrue();
        assertThat(done("phcis").err()).isEmpty();

        done("load", "two-hba");
        done("online", resource);
        assertThat(done("status").out()).contains("No DR request is in progress.");
        done("load", "four-hba");
        assertThat(
                        Poll.until(
                                () -> done("phcis").out().contains(THIRD) && !isThirdOut(),
                                RuntimeProcess.PATIENCE))
                .isTrue();
    }

    private boolean isThirdOut() {
        String phcis = done("phcis").out();
        return phcis.lines().anyMatch(line -> line.contains(THIRD) && line.contains(" OFFLINE "));
    }

    @Test
    void infoTellsWhoUsesWhat() throws Exception {
        assertThat(done("info", "/devices/virtual/block/dm-6").out()).contains("swap on mpathg");
        assertThat(json(done("info", SECOND, "--json")).get("tuples").findValuesAsText("module"))
                .contains("mpxio", "filesys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preview 0000:09:00.0",
                "offline 0000:09:00.0",
                "set-path mpatha 0000:01:00.0 broken",
                "set-path mpathz 0000:01:00.0 offline",
                "load no-such-host"
            })
    void whatDoesNotExistIsAUsageErrorInOneSentence(String line) {
        Result result = runtime.run(line.split(" "));

        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).startsWith("lastpath: ").hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void watchPrintsEveryOperation() throws Exception {
        try (Watch watch = new Watch()) {
            done("offline", SECOND, "--query", "--reason", "watched");

            assertThat(
                            Poll.until(
                                    () -> watch.printed().contains("io.lastpath.operation.ended"),
                                    RuntimeProcess.PATIENCE))
                    .as(watch.printed())
                    .isTrue();
        }
    }

    @Test
    void watchEndsAfterAsManyEventsAsAskedFor() throws Exception {
        try (Watch watch = new Watch("--count=1", "--json")) {
            done("offline", SECOND, "--query");

            assertThat(Poll.until(() -> !watch.process.isAlive(), RuntimeProcess.PATIENCE))
                    .isTrue();
            assertThat(watch.process.exitValue()).isZero();
            assertThat(new ObjectMapper().readTree(watch.printed()).get("type").textValue())
                    .startsWith("io.lastpath.");
        }
    }

    /** A watch command in a process of its own, connected. */
    private static final class Watch implements AutoCloseable {
        final Process process;
        private final Path out;

        Watch(String... options) throws IOException {
            out = Files.createTempFile(home, "watch", ".out");
            Path err = Files.createTempFile(home, "watch", ".err");
            List<String> command =
                    new ArrayList<>(List.of(RuntimeProcess.script().toString(), "watch"));
            command.addAll(List.of(options));
            command.add("--pid=" + runtime.pid());
            process =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            assertThat(Poll.until(() -> text(err).contains("watching"), RuntimeProcess.PATIENCE))
                    .isTrue();
        }

        String printed() {
            return text(out);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void theSimulatedHostIsEditedAndRecordingsAreListed() {
        assertThat(done("recordings").out()).contains("four-hba", "nvme", "two-hba", "alua-ana");
        done("set-path", "mpathh", FOURTH, "fault");
        assertThat(
                        Poll.until(
                                () -> done("single-points").out().contains("mpathh"),
                                RuntimeProcess.PATIENCE))
                .as("groups follow the edit")
                .isTrue();
        done("set-path", "mpathh", FOURTH, "online");
        assertThat(
                        Poll.until(
                                () -> !done("single-points").out().contains("mpathh"),
                                RuntimeProcess.PATIENCE))
                .isTrue();
    }

    @Test
    void aRecordingOfWhatIsInUseGivesTheSameWhenItIsLoaded(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("recorded.json");
        String phcis = done("phcis").out();
        String points = done("single-points").out();

        assertThat(done("record", file.toString()).out())
                .contains("recorded simulation", "9 clients, 23 paths", file.toString());
        done("load", "two-hba");
        assertThat(Poll.until(() -> !done("phcis").out().equals(phcis), RuntimeProcess.PATIENCE))
                .isTrue();
        done("load", file.toString());

        assertThat(Poll.until(() -> done("phcis").out().equals(phcis), RuntimeProcess.PATIENCE))
                .as("the same PHCIs, states and verdicts, not %s", done("phcis").out())
                .isTrue();
        assertThat(done("single-points").out()).isEqualTo(points);
        assertThat(runtime.run("record", folder.resolve("none/x").toString()).exitCode())
                .isEqualTo(4);
        done("load", "four-hba");
    }

    private static boolean isComplete() {
        String status = runtime.run("status").out();
        return status.contains("clients: 9")
                && status.matches("(?s).*mpxio +4 .*swap +1 .*")
                && status.contains("Single points of failure: 2");
    }

    private static Result done(String... arguments) {
        Result result = runtime.run(arguments);
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        return result;
    }

    private static JsonNode json(Result result) throws JsonProcessingException {
        return new ObjectMapper().readTree(result.out());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
