// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who listens to the kernel for a process ends with it, also where no event ever comes. */
@Timeout(60)
class KilledListenerTest {

    @TempDir Path temp;

    @Test
    void whoListensEndsWithAProcessThatIsKilled() throws Exception {
        Path udevadm = temp.resolve("udevadm");
        Path pid = temp.resolve("pid");
        Files.writeString(
                udevadm,
                "#!/bin/sh\necho $$ >"
                        + pid
                        + ".new; mv "
                        + pid
                        + ".new "
                        + pid
                        + "; exec sleep 600\n");
        Files.setPosixFilePermissions(udevadm, PosixFilePermissions.fromString("rwxr-xr-x"));
        Process child = start();
        try {
            while (!Files.exists(pid)) {
                assertThat(child.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            ProcessHandle listener =
                    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

            child.destroyForcibly();

            try {
                assertThat(listener.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
            } finally {
                listener.destroyForcibly();
            }
        } finally {
            child.destroyForcibly();
        }
    }

    private Process start() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ListeningChild.class.getName(),
                        temp.toString())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
