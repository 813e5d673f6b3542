// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tool;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.linux.internal.facts.Gap;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    void whoIsNotRootIsToldWhatRootWouldAddAndDmsetupIsNotRun() throws Exception {
        Files.setPosixFilePermissions(
                temp.resolve("dev/mapper/control"), PosixFilePermissions.fromString("rw-------"));
        Files.delete(temp.resolve("run/multipathd.pid"));
        tool("dmsetup", "touch " + temp.resolve("was-run"));
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(saidToAUser())
                .containsExactly(
                        "kernel false",
                        "the kernel's path states need root",
                        "multipathd does not run, whose checkers would be heard as well");
        assertThat(temp.resolve("was-run")).doesNotExist();
    }

    /** A process of another user where root runs the tests, to whom nothing is refused. */
    private List<String> saidToAUser() throws Exception {
        List<String> command = new ArrayList<>();
        if ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0) {
            command.addAll(
                    List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"));
        } else {
            Files.setPosixFilePermissions(
                    temp.resolve("dev/mapper/control"),
                    PosixFilePermissions.fromString("r--------"));
        }
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes(),
                        ToolsOfAUser.class.getName(),
                        temp.toString(),
                        bin.toString()));
        Process user = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader said = user.inputReader()) {
            return said.lines().toList();
        } finally {
            user.waitFor();
        }
    }

    /** Copies of the classes that this takes, since their folder may be closed to others. */
    private String classes() throws IOException {
        Path folder = temp.resolve("classes");
        for (Class<?> one : List.of(HostTools.class, ToolsOfAUser.class)) {
            Path from = Path.of(one.getProtectionDomain().getCodeSource().getLocation().getPath());
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path to = folder.resolve(from.relativize(file).toString());
                    if (file.toString().endsWith(".class")) {
                        Files.createDirectories(to.getParent());
                        Files.copy(file, to);
                    }
                }
            }
        }
        return folder.toString();
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
    void aDaemonThatRunsWithoutACommandToAskItIsMissing() throws IOException {
        Files.delete(temp.resolve("bin/multipathd"));

        assertThat(ask().daemon()).isEmpty();
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
