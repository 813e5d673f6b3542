// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.log.Logger;

class NoFileTest {

    @TempDir private Path folder;

    private final List<String> said = new ArrayList<>();
    private final Logger logger =
            (Logger)
                    Proxy.newProxyInstance(
                            Logger.class.getClassLoader(),
                            new Class<?>[] {Logger.class},
                            (proxy, method, arguments) ->
                                    said.add(method.getName() + Arrays.deepToString(arguments)));
    private final NoFile installer = new NoFile(logger);

    @Test
    void aPipeIsTakenAndNamedAndNotOpened() throws Exception {
        File pipe = folder.resolve("f.jar").toFile();
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

        assertThat(installer.canHandle(pipe)).isTrue();
        installer.install(pipe);
        installer.uninstall(pipe);

        assertThat(said).singleElement().asString().startsWith("error").contains(pipe.toString());
    }

    @Test
    void aFileAFolderAndWhatHasGoneAreLeftToOthers() throws Exception {
        assertThat(installer.canHandle(folder.toFile())).isFalse();
        assertThat(installer.canHandle(folder.resolve("gone.jar").toFile())).isFalse();
        assertThat(installer.canHandle(Files.createFile(folder.resolve("a.cfg")).toFile()))
                .isFalse();
    }
}
