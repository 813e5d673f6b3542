// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Which of several jars is in the place of the distribution's bundle, in a real framework. */
class ReplacementsTest {

    private static final String NAME = "io.lastpath.test.replaced";

    @TempDir Path folder;

    private Framework framework;
    private Bundle bundle;
    private Replacements replacements;

    @BeforeEach
    void startTheDistribution() throws Exception {
        framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        folder.resolve("felix").toString()));
        framework.start();
        File own = jar("own.jar", "1.0.0", "org.osgi.framework");
        bundle = framework.getBundleContext().installBundle("reference:" + own.toURI());
        bundle.start();
        replacements = new Replacements(framework.getBundleContext());
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(0);
    }

    @Test
    void aJarThatDoesNotStartLeavesTheOneBeforeInPlace() throws Exception {
        File first = jar("first.jar", "2.0.0", "org.osgi.framework");
        File broken = jar("broken.jar", "3.0.0", "io.lastpath.test.nowhere");
        replacements.install(first);

        assertThatThrownBy(() -> replacements.install(broken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "broken.jar does not start in the place of "
                                + NAME
                                + ", in whose place first.jar came back: ");
        runs("2.0.0");

        Files.delete(broken.toPath());
        replacements.uninstall(broken);
        runs("2.0.0");
        Files.delete(first.toPath());
        replacements.uninstall(first);
        runs("1.0.0");
    }

    @Test
    void aJarThatIsNotInPlaceGoesWithoutARestartOfTheOneThatIs() throws Exception {
        File first = jar("first.jar", "2.0.0", "org.osgi.framework");
        File second = jar("second.jar", "3.0.0", "org.osgi.framework");
        replacements.install(first);
        replacements.install(second);
        int[] events = new int[1];
        SynchronousBundleListener count = event -> events[0]++;
        framework.getBundleContext().addBundleListener(count);

        Files.delete(first.toPath());
        replacements.uninstall(first);

        runs("3.0.0");
        assertThat(events[0]).isZero();
    }

    @Test
    void theJarInPlaceIsFollowedByTheOneBeforeThatIsStillThere() throws Exception {
        File first = jar("first.jar", "2.0.0", "org.osgi.framework");
        File second = jar("second.jar", "3.0.0", "org.osgi.framework");
        File third = jar("third.jar", "4.0.0", "org.osgi.framework");
        replacements.install(first);
        replacements.install(second);
        replacements.install(third);
        Files.delete(second.toPath());

        replacements.uninstall(third);

        runs("2.0.0");
    }

    @Test
    void afterTheOnlyJarWasSpoiltTheDistributionsComesBack() throws Exception {
        File first = jar("first.jar", "2.0.0", "org.osgi.framework");
        replacements.install(first);
        jar("first.jar", "2.0.1", "io.lastpath.test.nowhere");

        assertThatThrownBy(() -> replacements.update(first))
                .hasMessageContaining("which the distribution has and which came back");

        runs("1.0.0");
    }

    @Test
    void aJarThatIsCutOffLeavesWhatItHeldInPlaceUntilItGoes() throws Exception {
        File first = jar("first.jar", "2.0.0", "org.osgi.framework");
        replacements.install(first);
        byte[] whole = Files.readAllBytes(first.toPath());
        Files.write(first.toPath(), Arrays.copyOf(whole, whole.length / 2));

        assertThat(replacements.canHandle(first)).isTrue();
        assertThatThrownBy(() -> replacements.update(first))
                .hasMessage(
                        first
                                + " is no jar any more, or not a whole one, and the one that it"
                                + " held before goes on in the place of "
                                + NAME);
        runs("2.0.0");

        jar("first.jar", "2.0.1", "org.osgi.framework");
        replacements.update(first);
        runs("2.0.1");
        Files.delete(first.toPath());
        replacements.uninstall(first);
        runs("1.0.0");
    }

    private void runs(String version) {
        assertThat(bundle.getVersion()).hasToString(version);
        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    }

    private File jar(String name, String version, String imported) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, NAME);
        headers.putValue(Constants.BUNDLE_VERSION, version);
        headers.putValue(Constants.IMPORT_PACKAGE, imported);
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            new JarOutputStream(out, manifest).close();
        }
        return file.toFile();
    }
}
