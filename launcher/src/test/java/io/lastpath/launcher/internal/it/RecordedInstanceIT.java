// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.command.Result;
import io.lastpath.launcher.internal.runtime.Home;
import io.lastpath.launcher.internal.runtime.Journals;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An instance that looks at a recorded host. */
class RecordedInstanceIT extends RecordedHosts {

    private static final List<String> TABLES =
            List.of("phcis", "groups", "single-points", "audit", "status", "preview 0000:01:00.0");

    @Test
    void anInstanceLooksAtTheRecordedHostItWasToldAndClaimsNothingWhileItsJournalIsLost()
            throws Exception {
        String root = unpack("two-hba");
        Path home = temp.resolve("home");
        Files.createDirectories(home);
        Path journals =
                Journals.of(
                        Home.prepare(RuntimeProcess.distribution(), home),
                        Optional.of(Path.of(root)),
                        false);
        Files.createDirectories(journals);
        Files.writeString(journals.resolve("journal"), "torn");
        try (RuntimeProcess runtime = RuntimeProcess.start(home, "--root", root)) {
            assertThat(runtime.output()).contains("adapter linux (the recorded host " + root);
            assertThat(Poll.until(() -> hasTwo(runtime), RuntimeProcess.PATIENCE)).isTrue();
            for (String question : List.of("audit", "single-points")) {
                assertThat(runtime.run(question).out())
                        .startsWith("Not known: the journal ")
                        .doesNotContain("No single point");
            }
            assertThat(runtime.run("acknowledge", "--reason", "looked").exitCode()).isZero();
            assertThat(runtime.run("audit").out()).contains("No single point of failure");
        }
    }

    @Test
    void everyAnswerOfAnInstanceSaysThatItIsAboutARecordedHost() throws Exception {
        String root = unpack("two-hba");
        try (RuntimeProcess runtime = RuntimeProcess.start(temp.resolve("home"), "--root", root)) {
            await(() -> hasTwo(runtime));
            for (String question :
                    List.of(
                            "phcis",
                            "groups",
                            "single-points",
                            "audit",
                            "status",
                            "preview 0000:01:00.0",
                            "info 0000:01:00.0",
                            "offline 0000:01:00.0",
                            "online 0000:01:00.0")) {
                assertThat(runtime.run(question.split(" ")).err())
                        .as(question)
                        .contains("lastpath: this is about the recorded host " + root);
            }
            for (String question : TABLES) {
                assertThat(
                                json(runtime.run((question + " --json").split(" ")))
                                        .get("recordedHost")
                                        .asText())
                        .as(question)
                        .isEqualTo(root);
            }
        }
    }

    @Test
    void aRecordedHostIsReadAgainWhenItsFilesChange() throws Exception {
        String root = unpack("two-hba");
        Path home = temp.resolve("home");
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/io.lastpath.linux.cfg"), "pollSeconds = 1\n");
        Path words = Path.of(root, "dmsetup-status.txt");
        String said = Files.readString(words);
        try (RuntimeProcess runtime = RuntimeProcess.start(home, "--root", root)) {
            await(() -> runtime.run("preview", "0000:01:00.0").exitCode() == 0);

            Files.writeString(words, said.replace(" A ", " F "));
            await(() -> runtime.run("groups").err().contains("has no usable path"));
            Files.writeString(words, said);
            await(() -> !runtime.run("groups").err().contains("has no usable path"));
        }
    }

    @Test
    void aScenarioThatTakesThePlaceOfAHostSaysSoAndNeverDuringADrRequest() throws Exception {
        String root = unpack("two-hba");
        try (RuntimeProcess runtime = RuntimeProcess.start(temp.resolve("home"), "--root", root)) {
            assertThat(Poll.until(() -> hasTwo(runtime), RuntimeProcess.PATIENCE)).isTrue();
            assertThat(runtime.run("phcis").err())
                    .contains("this is about the recorded host " + root)
                    .hasLineCount(1);
            await(() -> runtime.run("offline", "0000:01:00.0").exitCode() == 0);

            Result refused = runtime.run("load", "four-hba");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("not loaded: a DR request on /devices/pci0000:00/")
                    .contains("is open on the host of adapter linux", "'online' or 'remove'")
                    .hasLineCount(1);
            assertThat(runtime.run("status").out()).contains("Adapter linux");

            await(() -> runtime.run("online", "0000:01:00.0").exitCode() == 0);
            assertThat(runtime.run("load", "four-hba").out())
                    .startsWith("loaded four-hba")
                    .contains("The simulation is in use now, in the place of adapter linux; ")
                    .contains("with linux brings that back. What is taken out of the simulated")
                    .contains("kept in the journal of that host", "'lastpath run --scenario'");
            for (String question : List.of("phcis", "audit", "groups", "single-points")) {
                assertThat(runtime.run(question).err())
                        .contains("the simulation is in use in the place of adapter linux");
            }
            await(() -> runtime.run("preview", "0000:04:00.0").out().contains("mpathi"));
            saysThatItIsSimulated(runtime);
            await(() -> runtime.run("offline", "0000:03:00.0", "--reason", "ab").exitCode() == 0);
            await(() -> runtime.run("offline", "0000:03:00.0").exitCode() == 0);
            assertThat(runtime.run("status").out())
                    .contains("ab [on a simulated host in the place of adapter linux]");
            await(() -> runtime.run("online", "0000:03:00.0").exitCode() == 0);

            exchangeMultipathModule(runtime);
            saysThatItIsSimulated(runtime);
        }
    }

    @Test
    void whatWasAskedForOnASimulatedHostIsSaidToBeOpenOnTheRealOneAfterARestart() throws Exception {
        Path home = temp.resolve("home");
        String root = unpack("four-hba");
        String resource = "/devices/pci0000:00/0000:00:05.0/0000:03:00.0";
        try (RuntimeProcess runtime = RuntimeProcess.start(home, "--root", root)) {
            await(() -> runtime.run("load", "four-hba").exitCode() == 0);
            await(() -> runtime.run("offline", "0000:03:00.0").exitCode() == 0);
            assertThat(runtime.run("phcis").err()).doesNotContain("is open on this one");
        }
        try (RuntimeProcess runtime = RuntimeProcess.start(home, "--root", root)) {
            String said = "made on a simulated host is open on this one: " + resource + "; ";
            await(() -> runtime.run("phcis").err().contains(said));
            await(() -> runtime.run("online", resource).exitCode() == 0);
            assertThat(runtime.run("phcis").err()).doesNotContain("is open on this one");
        }
    }

    @Test
    void aReplayHasTheSameUsersAsTheHostThatWasRecordedAndABadFileIsASentence() throws Exception {
        Path file = temp.resolve("recorded.json");
        String pair = "preview 0000:01:00.0 0000:02:00.0";
        try (RuntimeProcess runtime =
                RuntimeProcess.start(temp.resolve("home"), "--root", unpack("four-hba"))) {
            await(() -> runtime.run(pair.split(" ")).out().contains("/srv/one"));
            String host = runtime.run(pair.split(" ")).out();
            assertThat(runtime.run("record", file.toString()).exitCode()).isZero();

            Map<String, String> bad =
                    Map.of(
                            "/proc/x.json",
                            "no file can be made in /proc; ",
                            temp + "/none/x",
                            "there is no directory " + temp + "/none; make it",
                            file + "/x",
                            file + " is no directory; name a file in one",
                            temp.toString(),
                            "that is a directory; name a file in it");
            bad.forEach(
                    (where, why) -> {
                        Result result = runtime.run("record", where);
                        assertThat(result.exitCode()).isEqualTo(4);
                        assertThat(result.err()).contains(where, why).hasLineCount(1);
                    });
            try (Stream<Path> left = Files.list(temp)) {
                assertThat(left).noneMatch(each -> each.getFileName().toString().endsWith(".tmp"));
            }

            assertThat(runtime.run("load", file.toString()).exitCode()).isZero();
            await(() -> runtime.run("phcis").err().contains("simulated host"));
            await(() -> runtime.run(pair.split(" ")).out().contains("/srv/one"));
            assertThat(runtime.run(pair.split(" ")).out()).isEqualTo(host);
        }
    }

    @Test
    void nothingIsSafeWhereTheModulesThatAnswerForTheDisksAreMissing() throws Exception {
        String root = unpack("four-hba");
        Path copy = temp.resolve("dist");
        RuntimeProcess.run(
                List.of("cp", "-r", RuntimeProcess.distribution().toString(), copy.toString()));
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(copy.resolve("system/5"), "consumers-bundle-*.jar")) {
            Files.delete(jars.iterator().next());
        }

        Result phcis = RuntimeProcess.run(List.of(copy + "/bin/lastpath", "phcis", "--root", root));
        Result preview =
                RuntimeProcess.run(
                        List.of(copy + "/bin/lastpath", "preview", "0000:02:00.0", "--root", root));

        assertThat(phcis.out()).contains("UNKNOWN").doesNotContain("SAFE", "DEGRADED");
        assertThat(preview.exitCode()).isEqualTo(1);
        assertThat(preview.out()).startsWith("UNKNOWN: module host is not in service: ");
    }

    @Test
    void aHostWithoutMultipathIsNotRecordedAndSaysWhy() throws Exception {
        Path file = temp.resolve("recorded.json");
        try (RuntimeProcess runtime =
                RuntimeProcess.start(temp.resolve("home"), "--root", unpack("no-multipath"))) {
            Result result = runtime.run("record", file.toString());

            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.err())
                    .contains("not recorded: there is no multipathed disk on the recorded host ")
                    .hasLineCount(1);
            assertThat(file).doesNotExist();
        }
    }

    private static void saysThatItIsSimulated(RuntimeProcess runtime) {
        for (String question :
                List.of(
                        "preview 0000:03:00.0",
                        "info 0000:03:00.0",
                        "phcis",
                        "offline 0000:03:00.0",
                        "online 0000:03:00.0")) {
            Result[] last = new Result[1];
            await(
                    () -> {
                        last[0] = runtime.run(question.split(" "));
                        return last[0].exitCode() == 0;
                    });
            assertThat(last[0].err())
                    .as(question)
                    .contains("this is about the simulated host")
                    .contains("in the place of adapter linux");
        }
    }

    /** Its own jar, dropped into {@code deploy/}: what it knew is gone. */
    private static void exchangeMultipathModule(RuntimeProcess runtime) throws IOException {
        long before = adoptions(runtime);
        Path system = RuntimeProcess.distribution().resolve("system/5");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(system, "mpxio-bundle-*.jar")) {
            Path deploy = runtime.home().resolve("deploy");
            Path hidden = deploy.resolve(".mpxio.jar");
            Files.copy(jars.iterator().next(), hidden);
            Files.move(hidden, deploy.resolve("mpxio.jar"));
        }
        await(() -> adoptions(runtime) > before);
    }

    private static long adoptions(RuntimeProcess runtime) {
        return runtime.log()
                .lines()
                .filter(line -> line.endsWith("adapter simulation is in use now."))
                .count();
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Poll.until(condition, RuntimeProcess.PATIENCE)).isTrue();
    }

    private static boolean hasTwo(RuntimeProcess runtime) {
        try {
            JsonNode phcis = new ObjectMapper().readTree(runtime.run("phcis", "--json").out());
            return phcis.get("phcis").size() == 2;
        } catch (IOException e) {
            return false;
        }
    }
}
