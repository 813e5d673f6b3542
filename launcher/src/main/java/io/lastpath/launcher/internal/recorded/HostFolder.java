// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.recorded;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Reasons;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** The folder that {@code --root} names. */
public final class HostFolder {

    private static final String REMEDY = "; unpack a recorded host there, or name / for this one";

    private HostFolder() {}

    /**
     * Looks whether a folder holds a host.
     *
     * @param root the folder
     * @throws LauncherException if it holds none, or that cannot be found out, with the reason and
     *     what to do
     */
    public static void check(Path root) {
        Path disks = root.resolve("sys/block");
        try {
            list(root);
            list(disks);
        } catch (AccessDeniedException e) {
            throw new LauncherException(ExitCode.FAILED, denied(Path.of(e.getFile()), root), e);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new LauncherException(ExitCode.USAGE, "'" + root + "' " + flaw(root) + REMEDY, e);
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.FAILED, disks + " cannot be read: " + Reasons.of(e), e);
        }
    }

    /** {@return a folder by a name that means the same to whoever reads it elsewhere} */
    public static Path absolute(Path root) {
        return root.toAbsolutePath().normalize();
    }

    private static void list(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.iterator();
        }
    }

    private static String denied(Path file, Path root) {
        return file.toAbsolutePath()
                + " cannot be read: "
                + Reasons.permissionDenied()
                + "; make "
                + root.toAbsolutePath()
                + " readable for that user, with all that is in it, or run this as root";
    }

    private static String flaw(Path root) {
        if (!Files.exists(root)) {
            return "does not exist";
        }
        return Files.isDirectory(root)
                ? "holds no host: it has no folder sys/block"
                : "is no folder";
    }
}
