// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Reasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second instance out of a home. The lock goes with the process, however that ends. */
public final class HomeLock implements AutoCloseable {

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a home and leaves this process's id in it.
     *
     * @param home the home
     * @return the lock, to be closed
     * @throws LauncherException if another instance holds it, or it cannot be written
     */
    public static HomeLock take(Home home) {
        Path file = home.data().resolve("lastpath.lock");
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw inUse(home, file);
            }
            String pid = ProcessHandle.current().pid() + "\n";
            channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
            return new HomeLock(channel);
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.FAILED, "the lock " + file + " cannot be taken: " + Reasons.of(e), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.FAILED, "the lock cannot be released: " + Reasons.of(e), e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very process
        }
    }

    private static LauncherException inUse(Home home, Path file) throws IOException {
        String owner = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return new LauncherException(
                ExitCode.FAILED,
                "the home "
                        + home.folder()
                        + " is in use by process "
                        + owner
                        + "; stop that first or name another folder with --home");
    }
}
