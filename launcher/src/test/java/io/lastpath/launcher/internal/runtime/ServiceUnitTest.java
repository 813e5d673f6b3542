// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServiceUnitTest {

    @Test
    void theServiceHidesNoMountAndNoDeviceFromLastpath() throws IOException {
        Path unit =
                Path.of(System.getProperty("basedir", "."))
                        .resolve("src/main/dist/share/lastpath.service");

        assertThat(Files.readAllLines(unit))
                .contains("ProtectHome=read-only")
                .noneMatch(line -> line.startsWith("InaccessiblePaths="))
                .noneMatch(line -> line.startsWith("TemporaryFileSystem="))
                .noneMatch(line -> line.startsWith("PrivateDevices="))
                .noneMatch(line -> line.startsWith("ProtectProc="));
    }
}
