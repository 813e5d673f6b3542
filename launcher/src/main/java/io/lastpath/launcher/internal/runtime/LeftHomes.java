// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Removes temporary homes of this user whose process has gone without doing so. One that anybody
 * lives in, or of which that cannot be told, stays. Stateless.
 */
final class LeftHomes {

    private LeftHomes() {}

    /**
     * Removes them, as far as that is possible.
     *
     * @param parent where they are
     * @param own the one of this process
     */
    static void removeFrom(Path parent, Path own) {
        try (DirectoryStream<Path> homes =
                Files.newDirectoryStream(parent, TemporaryHome.PREFIX + "*")) {
            for (Path home : homes) {
                // To open and close a file that this process has locked would end its lock.
                if (!home.getFileName().toString().startsWith(TemporaryHome.OWN_PREFIX)) {
                    removeIfLeft(home, own);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // What cannot be looked at or removed now is left to the next one.
        }
    }

    private static void removeIfLeft(Path home, Path own) throws IOException {
        if (!Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS) || !isOfSameOwner(home, own)) {
            return;
        }
        Path lock = home.resolve(TemporaryHome.LOCK);
        if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            return; // it is being made, or nobody knows
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                TemporaryHome.remove(home);
            }
        } catch (IOException | UncheckedIOException e) {
            return; // others may still go
        }
    }

    private static boolean isOfSameOwner(Path home, Path own) throws IOException {
        return Files.getOwner(home, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
    }
}
