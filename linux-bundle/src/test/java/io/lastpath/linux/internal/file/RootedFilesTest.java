// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is no regular file is not opened. */
@Timeout(60)
class RootedFilesTest {

    @TempDir Path temp;

    private static String reason(HostFiles files, String path) {
        try {
            return new String(files.read(path, HostFiles.ATTRIBUTE));
        } catch (IOException e) {
            return ReadFailure.reason(e);
        }
    }

    @Test
    void aPipeIsNoFileAndHangsNobody() throws Exception {
        Path pipe = temp.resolve("state");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        PatientReads reads = new PatientReads(new RootedFiles(temp), Duration.ofSeconds(10));

        assertThat(read(reads)).containsExactly("cannot be read: that is no file");

        Files.delete(pipe);
        Files.writeString(pipe, "running");
        assertThat(read(reads)).as("once it is a file").containsExactly("running");
    }

    private List<String> read(PatientReads reads) throws IOException {
        return reads.each(
                List.of("/state"),
                (path, limited) -> reason(limited, path),
                (path, file, reason) -> reason);
    }

    @Test
    void aSocketAndADeviceAndAFolderAreNone() throws IOException {
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(temp.resolve("socket")));
            assertThat(reason(new RootedFiles(temp), "/socket")).endsWith("that is no file");
        }
        assertThat(reason(new RootedFiles(Path.of("/")), "/dev/null")).endsWith("that is no file");
        assertThat(reason(new RootedFiles(temp), "/")).endsWith("that is no file");
    }

    @Test
    void whatIsNotThereIsMissing() {
        assertThatThrownBy(() -> new RootedFiles(temp).read("/no", HostFiles.ATTRIBUTE))
                .isInstanceOf(NoSuchFileException.class);
    }
}
