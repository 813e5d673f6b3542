// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lastpath.launcher.internal.command.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands for a recorded host, without an instance. */
class RecordedHostIT extends RecordedHosts {

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

        for (String question : List.of("phcis", "single-points")) {
            assertThat(RuntimeProcess.runHere(question, "--root", root).err())
                    .startsWith("lastpath: " + lost)
                    .contains("mounted at /srv/one on mpatha")
                    .hasLineCount(1);
        }
        for (String question : List.of("groups", "audit")) {
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

        for (String question : List.of("status", "audit")) {
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

    @Test
    void whereTheTreeIsIncompleteNoNameIsBlamedAndTheRestIsListedForTheSameHost() throws Exception {
        String root = unpack("four-hba");
        Files.move(Path.of(root, "sys/devices/virtual/block"), temp.resolve("lost"));

        Result preview = RuntimeProcess.runHere("preview", "0000:01:00.0", "--root", root);
        Result phcis = RuntimeProcess.runHere("phcis", "--root", root);

        assertThat(preview.err())
                .contains("'0000:01:00.0' is not known: the tree is incomplete: " + root)
                .doesNotContain("no adapter");
        assertThat(phcis.err()).contains(" more; 'lastpath status --root " + root + "' lists them");
    }

    @Test
    void aFileSystemWhoseNamespaceIsGoneIsNamedThoughThereIsNoMultipathedDisk() throws Exception {
        String root = unpack("nvme/hotplug/4-all-removed");

        Result audit = RuntimeProcess.runHere("audit", "--root", root);

        assertThat(audit.out())
                .contains("There is no multipathed disk on this host now.")
                .doesNotContain("no last path to lose");
        assertThat(audit.err()).contains("has lost its device /dev/nvme1n1");
    }

    @Test
    void whoUsesAPathBesideItsMapLosesItWithThePhci() throws Exception {
        String root = unpack("four-hba");
        Files.writeString(
                Path.of(root, "proc/self/mountinfo"),
                "200 25 8:192 / /usr rw shared:9 - ext4 /dev/sdm rw\n",
                StandardOpenOption.APPEND);

        Result preview = RuntimeProcess.runHere("preview", "0000:02:00.0", "--root", root);

        assertThat(preview.exitCode()).isEqualTo(1);
        assertThat(preview.out())
                .startsWith("SYSTEM_CRITICAL: ")
                .contains(
                        "also carries sdm, outside of multipathing: ext4 file system mounted at"
                                + " /usr on sdm");
        assertThat(RuntimeProcess.runHere("preview", "0000:01:00.0", "--root", root).out())
                .doesNotContain("SYSTEM_CRITICAL: ");
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
    void aSourceOfPathStatesThatIsMissingIsNamedAndChangesNoVerdict() throws Exception {
        String root = unpack("two-hba");
        String before = RuntimeProcess.runHere("phcis", "--root", root).out();
        Files.delete(Path.of(root, "dmsetup-status.txt"));
        Files.delete(Path.of(root, "multipathd-show-maps.json"));

        Result phcis = RuntimeProcess.runHere("phcis", "--root", root);
        assertThat(phcis.err())
                .contains("lastpath: path states of maps are from sysfs alone")
                .contains("no dmsetup-status.txt", "no multipathd-show-maps.json")
                .hasLineCount(1);
        assertThat(phcis.out()).isEqualTo(before);
        for (String question : List.of("preview 0000:01:00.0", "status")) {
            JsonNode document =
                    json(RuntimeProcess.runHere((question + " --json --root " + root).split(" ")));
            assertThat(document.get("treeRemarks")).hasSize(1);
            assertThat(document.get("treeRemarks").get(0).asText())
                    .startsWith("path states of maps are from sysfs alone");
        }
    }
}
