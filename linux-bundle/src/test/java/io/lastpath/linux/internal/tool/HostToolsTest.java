// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tool;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.linux.internal.facts.Gap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools are real processes: scripts that say what a test wants. */
class HostToolsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path temp;
    private Path bin;

    @BeforeEach
    void host() throws IOException {
        bin = Files.createDirectories(temp.resolve("bin"));
        Files.createDirectories(temp.resolve("dev/mapper"));
        Files.createDirectories(temp.resolve("run"));
        Files.writeString(temp.resolve("dev/mapper/control"), "");
        pid(ProcessHandle.current().pid());
        tool("dmsetup", "echo 'mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 F 1 0 1'");
        tool("multipathd", "echo 'a warning' >&2; echo '{\"maps\":[]}'");
    }

    private void pid(long pid) throws IOException {
        Files.writeString(temp.resolve("run/multipathd.pid"), pid + "\n");
    }

    private void tool(String name, String script) throws IOException {
        Path file = bin.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private HostTools tools(Duration limit) {
        return new HostTools(temp, List.of(bin), limit);
    }

    private Testimony ask() {
        return tools(LIMIT).ask();
    }

    @Test
    void bothAreAskedWhereBothAreThere() {
        Testimony testimony = ask();

        assertThat(testimony.gaps()).isEmpty();
        assertThat(testimony.kernel().orElseThrow().get("mpatha"))
                .containsExactly(new io.lastpath.linux.internal.parse.DmStatus.Path("8:0", "F"));
        assertThat(testimony.daemon()).isPresent();
        assertThat(tools(LIMIT).missing()).isEmpty();
    }

    @Test
    void whoeverMayNotAskTheKernelIsToldWhatWouldHelpAndNothingIsRun() throws IOException {
        Files.delete(temp.resolve("dev/mapper/control"));
        tool("dmsetup", "touch " + temp.resolve("was-run"));

        assertThat(ask().kernel()).isEmpty();
        assertThat(ask().gaps()).isEmpty();
        assertThat(temp.resolve("was-run")).doesNotExist();
        assertThat(tools(LIMIT).missing())
                .containsExactly(
                        "there is no /dev/mapper/control, through which dmsetup would tell the"
                                + " kernel's path states");
    }

    @Test
    void aDaemonThatDoesNotRunIsNotStartedByBeingAsked() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        pid(ended.pid());
        tool("multipathd", "touch " + temp.resolve("was-run"));

        assertThat(ask().daemon()).isEmpty();
        assertThat(temp.resolve("was-run")).doesNotExist();
        assertThat(tools(LIMIT).missing()).hasSize(1).first().asString().contains("multipathd");
    }

    @Test
    void aToolThatFailsHangsOrMakesNoSenseIsAGap() throws IOException {
        tool("dmsetup", "echo 'first'; echo 'Device does not exist' >&2; exit 5");
        tool("multipathd", "echo timeout");

        assertThat(ask().gaps())
                .containsExactly(
                        new Gap("dmsetup status", "failed with status 5: Device does not exist"),
                        new Gap("multipathd show maps json", "holds no JSON: timeout"));

        tool("dmsetup", "exec sleep 600");
        assertThat(tools(Duration.ofMillis(200)).ask().gaps())
                .contains(new Gap("dmsetup status", "did not answer within 200 ms"));
    }

    @Test
    void aToolThatSaysTooMuchIsEnded() throws IOException {
        tool("endless", "exec yes");

        assertThatThrownBy(
                        () ->
                                Tool.find(List.of(bin), "endless")
                                        .orElseThrow()
                                        .run(List.of(), LIMIT, 1000))
                .hasMessage("said more than 1000 bytes");
    }

    @Test
    void whatAToolStartedEndsWithIt() throws Exception {
        tool("nested", "sleep 600 & echo $! > " + temp.resolve("child") + "; wait");
        assertThatThrownBy(
                        () ->
                                Tool.find(List.of(bin), "nested")
                                        .orElseThrow()
                                        .run(List.of(), Duration.ofSeconds(2), 1000))
                .hasMessage("did not answer within 2000 ms");
        long child = Long.parseLong(Files.readString(temp.resolve("child")).strip());
        ProcessHandle.of(child).ifPresent(left -> left.onExit().orTimeout(20, SECONDS).join());
    }

    @Test
    void aToolWithALotToComplainAboutIsHeardOutAllTheSame() throws IOException {
        tool("loud", "yes warning | head -c 300000 >&2; echo said");
        assertThat(Tool.find(List.of(bin), "loud").orElseThrow().run(List.of(), LIMIT, 1000))
                .isEqualTo("said\n");
    }

    @Test
    void aToolSeesNothingOfTheCallersEnvironment() throws IOException {
        tool("env", "exec /usr/bin/env");

        String said = Tool.find(List.of(bin), "env").orElseThrow().run(List.of(), LIMIT, 9999);

        assertThat(said.lines().map(line -> line.split("=")[0]))
                .contains("LC_ALL", "PATH")
                .doesNotContain("HOME", "JAVA_HOME");
    }
}
