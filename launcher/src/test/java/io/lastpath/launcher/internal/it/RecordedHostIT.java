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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands for a host that was recorded from a real kernel, and for this one. */
class RecordedHostIT {

    private static final Path HOSTS =
            Path.of("..", "linux-bundle", "src", "test", "resources", "hosts");

    private static final List<String> TABLES =
            List.of("phcis", "groups", "single-points", "audit", "status", "preview 0000:01:00.0");

    @TempDir private Path temp;

    private String unpack(String host) throws Exception {
        Path root = Files.createDirectories(temp.resolve(host));
        String archive = HOSTS.resolve(host).resolve("tree.tar.gz").toString();
        Process tar =
                new ProcessBuilder(
                                "tar", "xzf", archive, "--exclude=*/queue", "-C", root.toString())
                        .start();
        assertThat(tar.waitFor()).isZero();
        for (String words : new String[] {"dmsetup-status.txt", "multipathd-show-maps.json"}) {
            Path file = HOSTS.resolve(host).resolve(words);
            if (Files.exists(file)) {
                Files.copy(file, root.resolve(words));
            }
        }
        return root.toString();
    }

    @Test
    void aRecordedHostIsAnsweredForWithoutAnInstance() throws Exception {
        String root = unpack("four-hba");

        Result audit = RuntimeProcess.runScript("audit", "--root", root, "--json");

        assertThat(audit.exitCode()).as(audit.err()).isZero();
        JsonNode document = new ObjectMapper().readTree(audit.out());
        assertThat(document.get("audit"))
                .extracting(point -> point.get("kind").textValue() + point.get("id").textValue())
                .contains(
                        "PHCI0000-01-00.0", "PHCI0000-04-00.0", "target portnaa.5000c5aa00000300");
        assertThat(document.get("remarks")).isEmpty();
        assertThat(audit.err()).isEmpty();
    }

    @Test
    void aMountedMapThatHasLostEveryPathIsNamedWithWhoUsesItThoughNoGroupHasIt() throws Exception {
        String root = unpack("four-hba/hotplug/6-hba0+1-removed");
        String lost = "mpatha has no path left; used by DATA_CRITICAL filesys";

        for (String question : List.of("phcis", "groups", "single-points", "audit")) {
            assertThat(RuntimeProcess.runHere(question, "--root", root).err())
                    .startsWith("lastpath: " + lost)
                    .contains("mounted at /srv/one on mpatha")
                    .hasLineCount(1);
        }
        for (String question : List.of("groups", "audit", "status")) {
            String json = RuntimeProcess.runHere(question, "--json", "--root", root).out();
            JsonNode named = new ObjectMapper().readTree(json).get("lost");
            assertThat(named).hasSize(1);
            assertThat(named.get(0).asText()).startsWith(lost);
        }
    }

    @Test
    void aMountedMapWhosePathsAreAllFailedIsNamedWithWhoUsesItAndItsUsersBelongToNoOther()
            throws Exception {
        String root = unpack("four-hba");
        Files.deleteIfExists(Path.of(root, "dmsetup-status.txt"));
        Files.deleteIfExists(Path.of(root, "multipathd-show-maps.json"));
        for (String disk : List.of("sde", "sdm")) {
            Files.writeString(
                    Path.of(root, "sys/block", disk, "device/state"), "transport-offline\n");
        }
        String lost = "mpatha has no usable path; used by DATA_CRITICAL filesys";

        for (String question : List.of("groups", "status", "audit")) {
            Result text = RuntimeProcess.runHere(question, "--root", root);
            assertThat(text.out() + text.err()).as(question).contains(lost);
            String json = RuntimeProcess.runHere(question, "--json", "--root", root).out();
            JsonNode document = new ObjectMapper().readTree(json);
            assertThat(document.get("lost")).hasSize(1);
            assertThat(document.get("lost").get(0).asText()).startsWith(lost);
            assertThat(document.path("audit"))
                    .extracting(point -> point.get("users").asText())
                    .noneMatch(users -> users.contains("mpatha"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups --root", "--version"})
    void anAnswerThatCannotBeWrittenIsAFailureThatIsSaid(String question) throws Exception {
        String line = question.endsWith("--root") ? question + " " + unpack("two-hba") : question;

        for (String nowhere : List.of(">/dev/full", ">&-")) {
            Process shell =
                    new ProcessBuilder(
                                    "sh",
                                    "-c",
                                    RuntimeProcess.script() + " " + line + " " + nowhere)
                            .start();
            String err = new String(shell.getErrorStream().readAllBytes());
            assertThat(shell.waitFor()).as(line + nowhere + err).isEqualTo(4);
            assertThat(err).contains("the answer cannot be written to the standard output");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups --root", "--version", "groups --json --root"})
    void aPipeThatNobodyReadsAnyMoreEndsACommandInSilence(String question) throws Exception {
        String line = question.endsWith("--root") ? question + " " + unpack("two-hba") : question;
        List<String> command = new ArrayList<>(List.of(RuntimeProcess.script().toString()));
        command.addAll(List.of(line.split(" ")));

        Process process = new ProcessBuilder(command).start();
        process.getInputStream().close(); // as head does when it has read enough
        String err = new String(process.getErrorStream().readAllBytes());

        assertThat(process.waitFor()).as(err).isEqualTo(141);
        assertThat(err).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndEveryVerdictIsUnknown() throws Exception {
        String root = unpack("four-hba");
        Path uuid = Path.of(root, "sys/devices/virtual/block/dm-3/dm/uuid");
        Files.delete(uuid);

        Result phcis = RuntimeProcess.runHere("phcis", "--root", root);

        assertThat(phcis.out()).contains("UNKNOWN").doesNotContain("SAFE", "DEGRADED");
        assertThat(phcis.err()).contains("incomplete: " + uuid + ": is missing");
        assertThat(RuntimeProcess.runHere("preview", "0000:03:00.0", "--root", root).exitCode())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "two-hba, sys/devices/virtual/block, dm-0",
        "nvme, sys/devices/virtual/nvme-subsystem/nvme-subsys1/nvme1n1, nvme1n1"
    })
    void aCopyThatLacksAFolderIsNoSmallerHost(String host, String lost, String named)
            throws Exception {
        String root = unpack(host);
        Path folder = Path.of(root, lost);
        Files.move(folder, temp.resolve("lost"));

        Result points = RuntimeProcess.runHere("single-points", "--root", root);
        Result phcis = RuntimeProcess.runHere("phcis", "--root", root);

        assertThat(points.err()).contains("this is incomplete: ").contains("/" + named + "/");
        assertThat(points.out()).doesNotContain("No single point of failure.", "There is no");
        assertThat(phcis.out()).doesNotContain("SAFE", "DEGRADED", "There is no");
    }

    @Test
    void anNvmeControllerOfAnotherSubsystemIsNotShownThoughItsDriverIsTheSame() throws Exception {
        Result phcis = RuntimeProcess.runHere("phcis", "--root", unpack("nvme"));

        assertThat(phcis.out())
                .contains("0000:01:00.0", "0000:02:00.0", "0000:03:00.0")
                .doesNotContain("0000:04:00.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"phcis", "audit"})
    void aHostWithoutMultipathIsASentence(String command) throws Exception {
        Result result = RuntimeProcess.runScript(command, "--root", unpack("no-multipath"));

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("There is no multipathed disk").hasLineCount(1);
    }

    @Test
    void aFolderWithoutAHostIsAMistakeThatSaysWhatToDo() throws Exception {
        Result result = RuntimeProcess.runHere("groups", "--root", temp.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("holds no host", "sys/block").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"phcis", "run"})
    void aRootThatIsNoHostIsSaidBeforeAnythingIsDone(String command) throws Exception {
        Path home = temp.resolve("home");
        Path file = Files.writeString(temp.resolve("file"), "");
        Map<Path, String> roots =
                Map.of(
                        temp.resolve("none"),
                        "' does not exist; unpack a recorded host there",
                        file,
                        "' is no folder; ",
                        temp,
                        "' holds no host: it has no folder sys/block; ");

        for (Map.Entry<Path, String> each : roots.entrySet()) {
            List<String> line =
                    new ArrayList<>(List.of(command, "--root", each.getKey().toString()));
            if (command.equals("run")) {
                line.addAll(List.of("--home", home.toString()));
            }
            Result result = RuntimeProcess.runScript(line.toArray(String[]::new));

            assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
            assertThat(result.err())
                    .startsWith("lastpath: '" + each.getKey() + each.getValue())
                    .hasLineCount(1);
            assertThat(result.out()).isEmpty();
        }
        assertThat(home).doesNotExist();
    }

    @Test
    void whatTheUserMayNotReadIsSaidToBeThatWithItsFullPathAndARemedy() throws Exception {
        Unprivileged user = new Unprivileged(temp);
        Path root = Path.of(unpack("four-hba"));
        Path uuid = root.resolve("sys/devices/virtual/block/dm-3/dm/uuid");
        user.give(root);
        Files.setPosixFilePermissions(uuid, Set.of());

        Result gap = user.runScript("phcis", "--root", root.toString());
        Files.setPosixFilePermissions(root.resolve("sys"), Set.of());
        Result hidden = user.runScript("phcis", "--root", root.toString());
        Result run =
                user.runScript("run", "--root", root.toString(), "--home", temp + "/none/home");

        assertThat(gap.err())
                .contains("this is incomplete: " + uuid + ": cannot be read: permission denied")
                .contains("root");
        for (Result result : List.of(hidden, run)) {
            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.err())
                    .startsWith(
                            "lastpath: " + root + "/sys/block cannot be read: permission denied")
                    .contains("; make " + root + " readable for that user", "run this as root")
                    .hasLineCount(1);
        }
        Files.setPosixFilePermissions(
                root.resolve("sys"), PosixFilePermissions.fromString("rwx------"));
        Result home = user.runScript("run", "--root", root.toString(), "--home", "/proc/1/x");
        assertThat(home.exitCode()).isEqualTo(4);
        assertThat(home.err()).doesNotContain("Exception", "java.", "space").hasLineCount(1);
    }

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
    void aSourceOfPathStatesThatIsMissingIsNamedAndChangesNoVerdict() throws Exception {
        String root = unpack("two-hba");
        String before = RuntimeProcess.runHere("phcis", "--root", root).out();
        Files.delete(Path.of(root, "dmsetup-status.txt"));
        Files.delete(Path.of(root, "multipathd-show-maps.json"));

        for (String question : TABLES) {
            List<String> line = new ArrayList<>(List.of((question + " --root").split(" ")));
            line.add(root);
            assertThat(RuntimeProcess.runHere(line.toArray(String[]::new)).err())
                    .as(question)
                    .contains("lastpath: path states of maps are from sysfs alone")
                    .contains("no dmsetup-status.txt", "no multipathd-show-maps.json")
                    .hasLineCount(1);
        }
        assertThat(RuntimeProcess.runHere("phcis", "--root", root).out()).isEqualTo(before);
        for (String question : List.of("preview 0000:01:00.0", "audit")) {
            JsonNode document =
                    json(RuntimeProcess.runHere((question + " --json --root " + root).split(" ")));
            assertThat(document.get("treeRemarks")).hasSize(1);
            assertThat(document.get("treeRemarks").get(0).asText())
                    .startsWith("path states of maps are from sysfs alone");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"four-hba", "nvme", "alua-ana"})
    void aHostRecordedByTheScriptHasTheSameAnswersAsTheHost(String host) throws Exception {
        String root = unpack(host);
        Path copy = temp.resolve("copy of it");
        Path secret = Path.of(root, "sys/block", "dm-0", "dhchap_secret");
        if (Files.exists(secret.getParent())) {
            Files.writeString(secret, "DHHC-1:00:");
        }

        Result recorded = record(copy, root);

        assertThat(recorded.exitCode()).as(recorded.err()).isZero();
        assertThat(recorded.err()).isEmpty();
        assertThat(copy.resolve("sys/block/dm-0/dhchap_secret")).doesNotExist();
        for (String question : List.of("phcis", "audit", "groups")) {
            Result original = RuntimeProcess.runHere(question, "--root", root);
            Result same = RuntimeProcess.runHere(question, "--root", copy.toString());
            assertThat(same.out()).as(question).isEqualTo(original.out());
            assertThat(same.err()).as(question).isEqualTo(original.err());
        }
        assertThat(record(copy, root).exitCode()).isEqualTo(2); // nothing is overwritten
    }

    @Test
    void theScriptRecordsThisHostSoThatItIsAnsweredFor() throws Exception {
        Path copy = temp.resolve("copy");

        Result recorded = record(copy);

        assertThat(recorded.exitCode()).as(recorded.err()).isZero();
        Result original = RuntimeProcess.runHere("phcis", "--root", "/");
        Result same = RuntimeProcess.runHere("phcis", "--root", copy.toString());
        assertThat(same.exitCode()).as(same.err()).isZero();
        assertThat(same.out().lines().count()).isEqualTo(original.out().lines().count());
    }

    private static Result record(Path copy, String... root) throws Exception {
        Path script = RuntimeProcess.distribution().resolve("share/record-host");
        List<String> command = new ArrayList<>(List.of(script.toString(), copy.toString()));
        command.addAll(List.of(root));
        return RuntimeProcess.run(command);
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
                    .contains("with linux brings that back");
            for (String question : List.of("phcis", "audit", "groups", "single-points")) {
                assertThat(runtime.run(question).err())
                        .contains("the simulation is in use in the place of adapter linux");
            }
            await(() -> runtime.run("preview", "0000:04:00.0").out().contains("mpathi"));
            saysThatItIsSimulated(runtime);

            exchangeMultipathModule(runtime);
            saysThatItIsSimulated(runtime);
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

    private static JsonNode json(Result result) throws IOException {
        return new ObjectMapper().readTree(result.out());
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
