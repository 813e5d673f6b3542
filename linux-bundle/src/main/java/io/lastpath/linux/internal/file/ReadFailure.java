// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import io.lastpath.linux.internal.parse.Attribute;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words why a file of a host could not be read. Stateless. */
public final class ReadFailure {

    private ReadFailure() {}

    /**
     * Says why.
     *
     * @param e what was thrown
     * @return the reason, in words that continue the file's name
     */
    public static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "is missing" : "cannot be read: " + why(e);
    }

    private static String why(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied for user "
                    + System.getProperty("user.name")
                    + "; make it readable for that user, or run this as root";
        }
        if (e instanceof NotDirectoryException) {
            return "that is no folder";
        }
        String reason = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
        return reason == null ? "the system does not say why" : Attribute.shown(reason);
    }
}
