// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.launcher.internal.ListeningSockets;
import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.command.CommandLines;
import io.lastpath.launcher.internal.command.Result;
import io.lastpath.launcher.internal.command.Surroundings;
import io.lastpath.launcher.internal.connect.AttachOrJmx;
import io.lastpath.launcher.internal.remote.PasswordHash;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands against an instance by remote JMX with TLS. */
class RemoteJmxIT {

    @TempDir private static Path home;
    private static RuntimeProcess runtime;
    private static int port;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path etc = Files.createDirectories(home.resolve("etc"));
        Path defaults = RuntimeProcess.distribution().resolve("etc/logback.xml");
        Files.copy(defaults, etc.resolve("logback.xml"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        certificate(etc.resolve("jmx.p12"), home.resolve("lastpath.pem"));
        Files.writeString(etc.resolve("jmx.p12.password"), "changeit\n");
        Files.writeString(
                etc.resolve("lastpath.properties"),
                "jmx.port="
                        + port
                        + "\njmx.keystore=jmx.p12\njmx.keystore.password.file=jmx.p12.password\n");
        Files.writeString(
                etc.resolve("jmx.passwords"), entry("ann", "operator") + entry("bob", "viewer"));
        Files.setPosixFilePermissions(
                etc.resolve("jmx.passwords"), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(home.resolve("ann.password"), "password of ann\n");
        Files.writeString(home.resolve("bob.password"), "password of bob\n");
        runtime = RuntimeProcess.start(home, "--scenario", "four-hba");
    }

    @AfterAll
    static void stop() {
        runtime.close();
    }

    @Test
    void itListensOnceOnLoopback() throws IOException {
        assertThat(ListeningSockets.of(runtime.pid()))
                .singleElement()
                .asString()
                .matches("(127\\.0\\.0\\.1|0:0:0:0:0:ffff:7f00:1):" + port);
    }

    @Test
    void aViewerSeesEverythingAndChangesNothing() {
        assertThat(as("bob", "bob", "phcis", "--json").exitCode()).isZero();

        Result offline = as("bob", "bob", "offline", "0000:03:00.0");
        assertThat(offline.exitCode()).isEqualTo(4);
        assertThat(offline.err()).contains("access denied", "operator").hasLineCount(1);
    }

    @Test
    void anOperatorActsUnderTheOwnName() {
        Result query = as("ann", "ann", "offline", "0000:03:00.0", "--query", "--json");

        assertThat(query.exitCode()).as(query.err()).isZero();
        assertThat(query.out()).contains("\"initiator\" : \"jmx ann\"");
    }

    @Test
    void aWrongPasswordIsRefusedAndAWrongPortIsNothingRunning() throws IOException {
        Result wrong = as("ann", "bob", "status");
        assertThat(wrong.exitCode()).isEqualTo(4);
        assertThat(wrong.err()).contains("does not let us in", "wrong user or password");

        Result nothing = run("--jmx", "127.0.0.1:1", "status");
        assertThat(nothing.exitCode()).isEqualTo(3);
        assertThat(nothing.err()).contains("no instance answers at 127.0.0.1:1").hasLineCount(1);
    }

    @Test
    void watchWaitsForTheInstanceToComeBack() throws Exception {
        StringWriter err = new StringWriter();
        CommandLine watch = CommandLines.create(surroundings()).setErr(new PrintWriter(err));
        StringWriter out = new StringWriter();
        watch.setOut(new PrintWriter(out));
        CompletableFuture<Integer> end =
                CompletableFuture.supplyAsync(
                        () -> watch.execute(line("bob", "bob", "watch", "--count", "1", "--json")));
        assertThat(Poll.until(() -> err.toString().contains("watching"), RuntimeProcess.PATIENCE))
                .as(err.toString())
                .isTrue();

        runtime.close();
        assertThat(Poll.until(() -> err.toString().contains("was lost"), RuntimeProcess.PATIENCE))
                .as(err.toString())
                .isTrue();
        runtime = RuntimeProcess.start(home, "--scenario", "four-hba");
        Poll.until(
                () -> {
                    as("ann", "ann", "offline", "0000:03:00.0", "--query");
                    return end.isDone();
                },
                RuntimeProcess.PATIENCE);

        assertThat(end.get(1, TimeUnit.SECONDS)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("\"type\":\"io.lastpath.").hasLineCount(1);
    }

    private static Surroundings surroundings() {
        return new Surroundings(
                RuntimeProcess.distribution(), Map.of(), false, false, new AttachOrJmx());
    }

    private static Result as(String user, String passwordOf, String... command) {
        return run(line(user, passwordOf, command));
    }

    private static String[] line(String user, String passwordOf, String... command) {
        List<String> line = new ArrayList<>();
        line.addAll(List.of("--jmx", "127.0.0.1:" + port, "--tls"));
        line.addAll(List.of("--trust", home.resolve("lastpath.pem").toString()));
        line.addAll(List.of("--user", user, "--password-file"));
        line.add(home.resolve(passwordOf + ".password").toString());
        line.addAll(List.of(command));
        return line.toArray(String[]::new);
    }

    private static Result run(String... arguments) {
        return Result.of(surroundings(), arguments);
    }

    private static String entry(String user, String role) {
        String password = "password of " + user;
        return user + " " + role + " " + PasswordHash.create(password.toCharArray()) + "\n";
    }

    private static void certificate(Path keyStore, Path certificate)
            throws IOException, InterruptedException {
        keytool(keyStore, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost");
        keytool(keyStore, "-exportcert", "-rfc", "-file", certificate.toString());
    }

    private static void keytool(Path keyStore, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "lastpath", "-keystore", keyStore.toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit"));
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor()).isZero();
    }
}
