// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.command.Result;
import io.lastpath.launcher.internal.connect.AttachOrJmx;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.connect.Target;
import io.lastpath.launcher.internal.it.hello.HelloActivator;
import io.lastpath.management.BeanNames;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to jars in {@code deploy/} and files in {@code etc/}. */
class HotDeployIT {

    private static final String NOT_THERE = "not there";

    @TempDir private static Path home;
    private static RuntimeProcess runtime;
    private static RuntimeConnection connection;

    private static final String ENGINE_CFG = "etc/io.lastpath.engine.cfg";

    /** A home that an earlier version made does not say which modules are required. */
    private static final String AS_BEFORE = "# connectionGraceSeconds = 86400\n";

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve(ENGINE_CFG), AS_BEFORE);
        runtime = RuntimeProcess.start(home);
        assertThat(runtime.output())
                .containsPattern(
                        "adapter linux \\(this host|no adapter in use \\(put one into deploy/");
        connection =
                new AttachOrJmx()
                        .open(
                                new Target(
                                        Optional.of(runtime.pid()),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false,
                                        Optional.empty()),
                                said -> {});
    }

    @AfterAll
    static void stop() throws IOException {
        connection.close();
        runtime.close();
    }

    @Test
    void aJarIsStartedReplacedAndStoppedAndABrokenOneIsNamedAndHarmsNothing() throws IOException {
        Path jar = home.resolve("deploy/hello.jar");
        Path broken = home.resolve("deploy/broken.jar");

        Files.writeString(broken, "this is no jar");
        HelloBundle.drop(jar, "1.0.0");
        awaitHello("1.0.0");
        HelloBundle.drop(jar, "2.0.0");
        awaitHello("2.0.0");
        awaitLine("broken.jar");
        assertThat(lines("broken.jar"))
                .hasSize(1)
                .first()
                .asString()
                .contains("ERROR", broken + " is no bundle and was left alone: it is no jar")
                .contains("; replace it by a bundle, or take it away");
        assertThat(runtime.log()).doesNotContain("IOException", "ZipException");
        Files.delete(jar);
        awaitHello(NOT_THERE);
        HelloBundle.drop(broken, "3.0.0");
        awaitHello("3.0.0");
        Files.delete(broken);
        awaitHello(NOT_THERE);
    }

    @Test
    void aJarThatIsCutOffIsNamedAndComesBackWhenItIsWhole() throws IOException {
        Path jar = home.resolve("deploy/cut-off.jar");
        HelloBundle.drop(jar, "io.lastpath.test.cutoff", "4.0.0");
        awaitHello("4.0.0");

        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
        awaitLine(jar + " is no bundle and was left alone: it is no jar, or not a whole one");
        assertThat(lines("cut-off.jar is no bundle"))
                .singleElement()
                .asString()
                .contains("ERROR", "; what was in service from it is so no more; replace it");
        awaitHello(NOT_THERE);
        HelloBundle.drop(jar, "io.lastpath.test.cutoff", "5.0.0");
        awaitHello("5.0.0");
        Files.delete(jar);
        awaitHello(NOT_THERE);
    }

    private static void awaitLine(String about) {
        assertThat(Poll.until(() -> !lines(about).isEmpty(), RuntimeProcess.PATIENCE))
                .as(about)
                .isTrue();
    }

    private static List<String> lines(String about) {
        return runtime.log().lines().filter(line -> line.contains(about)).toList();
    }

    @Test
    void aBundleOfTheDistributionComesBackWhenItsReplacementIsTakenOut() throws Exception {
        Path jar = home.resolve("deploy/instead.jar");
        Attributes sim = headers("sim-bundle");

        HelloBundle.drop(jar, sim.getValue("Bundle-SymbolicName"), sim.getValue("Bundle-Version"));
        awaitHello(sim.getValue("Bundle-Version"));
        assertThat(hasSimulation()).isFalse();
        Files.delete(jar);

        awaitHello(NOT_THERE);
        assertThat(Poll.until(HotDeployIT::hasSimulation, RuntimeProcess.PATIENCE)).isTrue();
        assertThat(runtime.run("load", "two-hba").exitCode()).isZero();
    }

    @Test
    void anotherVersionComesInThePlaceOfTheDistributionsAndNotBesideIt() throws Exception {
        Path jar = home.resolve("deploy/newer.jar");
        String sim = headers("sim-bundle").getValue("Bundle-SymbolicName");

        HelloBundle.drop(jar, sim, "99.0.0");
        awaitHello("99.0.0");
        assertThat(hasSimulation()).isFalse();
        HelloBundle.drop(jar, sim, "0.0.1");
        awaitHello("0.0.1");
        assertThat(hasSimulation()).isFalse();
        Path second = home.resolve("deploy/second.jar");
        HelloBundle.drop(second, sim, "0.0.2");
        awaitHello("0.0.2");
        Files.delete(second);
        awaitHello("0.0.1");
        Files.delete(jar);

        awaitHello(NOT_THERE);
        assertThat(Poll.until(HotDeployIT::hasSimulation, RuntimeProcess.PATIENCE)).isTrue();
    }

    @Test
    void aReplacementThatDoesNotStartIsNamedAndTheDistributionsComesBack() throws Exception {
        Path jar = home.resolve("deploy/broken-sim.jar");
        String sim = headers("sim-bundle").getValue("Bundle-SymbolicName");

        HelloBundle.dropUnresolvable(jar, sim, "99.0.1");

        awaitLine("broken-sim.jar does not start in the place of " + sim);
        assertThat(Poll.until(HotDeployIT::hasSimulation, RuntimeProcess.PATIENCE)).isTrue();
        assertThat(lines("broken-sim.jar"))
                .singleElement()
                .asString()
                .endsWith("; replace the jar, or take it away");
        assertThat(runtime.log()).doesNotContain("BundleException");
        Files.delete(jar);
    }

    @Test
    void withoutTheMultipathBundleNothingIsCalledSafeAndWhatNeedsItNotStillWorks()
            throws Exception {
        Path jar = home.resolve("deploy/nothing.jar");
        String mpxio = headers("mpxio-bundle").getValue("Bundle-SymbolicName");
        String away = "the multipath bundle, " + mpxio + ", is not in service";
        String missing = "UNKNOWN: module mpxio is not in service: ";
        String disk = "/devices/nobody/knows";
        HelloBundle.drop(jar, mpxio, "99.0.0");
        awaitHello("99.0.0");

        assertThat(connection.coordinator().offline(disk, "test"))
                .startsWith("UNKNOWN: offline refused")
                .contains(missing);
        assertThat(runtime.run("info", disk).out()).startsWith("UNKNOWN: ").contains(missing);
        assertThat(runtime.run("status").out())
                .contains(
                        "STALE, every verdict is UNKNOWN: " + away, "Single points of failure: not")
                .contains("No DR request is in progress.")
                .doesNotContain("PHCIs: ");
        assertThat(runtime.run("state", disk).out()).contains("UNKNOWN", "nobody has registered");
        Result preview = runtime.run("preview", disk);
        assertThat(preview.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(preview.err()).contains(away, "look into deploy/ and the log");

        Files.writeString(home.resolve(ENGINE_CFG), "requiredModules =\n");
        assertThat(Poll.until(() -> !isMissed(disk, missing), RuntimeProcess.PATIENCE))
                .as("none is missed where the list is there and empty")
                .isTrue();
        Files.writeString(home.resolve(ENGINE_CFG), AS_BEFORE);
        assertThat(Poll.until(() -> isMissed(disk, missing), RuntimeProcess.PATIENCE)).isTrue();

        connection.coordinator().forceOffline(disk, "test", disk + " UNKNOWN");
        assertThat(runtime.run("remove", "knows").err())
                .contains("no DR request is open on 'knows'; name the resource: " + disk);
        assertThat(runtime.run("online", disk).exitCode()).isZero();
        assertThat(runtime.run("online", disk).err()).contains("is open on '" + disk, away);
        Files.delete(jar);

        awaitHello(NOT_THERE);
        assertThat(Poll.until(() -> runtime.run("phcis").exitCode() == 0, RuntimeProcess.PATIENCE))
                .isTrue();
        assertThat(Poll.until(() -> !isMissed(disk, missing), RuntimeProcess.PATIENCE)).isTrue();
    }

    private static boolean isMissed(String resource, String missing) {
        return connection.coordinator().getInfo(resource).contains(missing);
    }

    private static Attributes headers(String bundle) throws IOException {
        Path folder = RuntimeProcess.distribution().resolve("system/5");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, bundle + "-*.jar");
                JarFile jar = new JarFile(jars.iterator().next().toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }

    private static boolean hasSimulation() {
        try {
            return connection.server().isRegistered(BeanNames.of("Simulation"));
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void anAdapterThatDoesNotExistIsAWarningInTheLogAndInTheStatus() throws IOException {
        Path file = home.resolve("etc/io.lastpath.mpxio.cfg");
        String before = Files.readString(file);
        String said = "device tree adapter nope, which was chosen, is not in service";

        Files.writeString(file, "adapter = nope\n");

        awaitLine(said);
        assertThat(lines(said).get(0)).contains("WARN", "every verdict is UNKNOWN until");
        assertThat(runtime.run("status").out()).contains("STALE", said);
        Files.writeString(file, before);
        assertThat(
                        Poll.until(
                                () -> !runtime.run("status").out().contains(said),
                                RuntimeProcess.PATIENCE))
                .isTrue();
    }

    @Test
    void aChangedConfigurationHoldsAtOnce() throws IOException {
        Files.writeString(home.resolve("etc/io.lastpath.mpxio.cfg"), "analysis = group\n");

        assertThat(
                        Poll.until(
                                () -> connection.mpxio().getAnalysis().equals("group"),
                                RuntimeProcess.PATIENCE))
                .as("the analysis follows the file")
                .isTrue();
    }

    private void awaitHello(String version) {
        assertThat(Poll.until(() -> hello().equals(version), RuntimeProcess.PATIENCE))
                .as("version " + version + ", not " + hello())
                .isTrue();
    }

    private String hello() {
        try {
            ObjectName name = new ObjectName(HelloActivator.BEAN);
            return connection.server().isRegistered(name)
                    ? (String) connection.server().getAttribute(name, "Version")
                    : NOT_THERE;
        } catch (JMException | IOException e) {
            return NOT_THERE;
        }
    }
}
