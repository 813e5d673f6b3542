// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.connect.AttachOrJmx;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.connect.Target;
import io.lastpath.launcher.internal.it.hello.HelloActivator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

    @BeforeAll
    static void start() throws IOException {
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
                                        Optional.empty()));
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
        assertThat(Poll.until(() -> runtime.log().contains("broken.jar"), RuntimeProcess.PATIENCE))
                .as("the broken jar is named in the log")
                .isTrue();
        Files.delete(jar);
        awaitHello(NOT_THERE);
        HelloBundle.drop(broken, "3.0.0");
        awaitHello("3.0.0");
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
