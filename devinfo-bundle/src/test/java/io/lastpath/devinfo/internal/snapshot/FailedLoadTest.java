// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a library that turns out to be none of libdevinfo. */
class FailedLoadTest {

    @TempDir Path folder;

    @Test
    void aLibraryThatLacksTheCallsIsUnloadedAndJnaForgetsWhoWantedIt() throws Exception {
        Path file = folder.resolve("libforeign.so");
        Files.copy(Path.of(System.getProperty("java.home"), "lib", "libnet.so"), file);

        assertThatThrownBy(() -> DevinfoLibrary.load(file, Duration.ofSeconds(20)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("di_");

        assertThat(Libdevinfo.ofThisProcess().mapped())
                .allSatisfy(type -> assertThat(Native.getLibraryOptions(type)).isEmpty());
        assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain(file.toString());
        assertThat(DevinfoLibrary.loaded()).isEmpty();
    }
}
