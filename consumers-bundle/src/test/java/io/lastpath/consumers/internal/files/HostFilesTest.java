// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFilesTest {

    @Test
    void whatCannotBeReachedIsNotAbsent(@TempDir Path root) throws Exception {
        Files.writeString(root.resolve("file"), "");
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("nowhere"));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
        HostFiles files = new HostFiles(root);
        assertThat(files.exists("file")).isTrue();
        assertThat(files.exists("dangling")).isTrue();
        assertThat(files.exists("loop/below")).as("nobody can tell").isTrue();
        assertThat(files.exists("none")).isFalse();
        assertThat(files.exists("none/below")).isFalse();
        assertThat(files.exists("file/below")).isFalse();
        assertThat(files.exists("no\0name")).isFalse();
    }
}
