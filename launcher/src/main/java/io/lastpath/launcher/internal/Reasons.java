// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words why something could not be done with a file. Stateless. */
public final class Reasons {

    private Reasons() {}

    /**
     * Says why.
     *
     * @param e what was thrown
     * @return the reason, without the file and without names of classes
     */
    public static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return permissionDenied();
        }
        if (e instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
            return "that is no folder";
        }
        String reason = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
        return reason == null ? "for a reason that the system does not give" : reason;
    }

    /** {@return that this user may not} */
    public static String permissionDenied() {
        return "permission denied for user " + System.getProperty("user.name");
    }

    /**
     * Says at which file it failed.
     *
     * @param e what was thrown
     * @param otherwise said where that is not known
     * @return the file
     */
    public static String where(IOException e, Object otherwise) {
        return e instanceof FileSystemException named && named.getFile() != null
                ? named.getFile()
                : otherwise.toString();
    }
}
