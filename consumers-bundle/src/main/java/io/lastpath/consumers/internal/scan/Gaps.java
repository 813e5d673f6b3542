// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.parse.MalformedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects what could not be looked into. For one thread. */
final class Gaps {

    private static final Pattern NAME = Pattern.compile("[!-~]+");

    private final HostFiles files;
    private final List<Gap> found = new ArrayList<>();

    Gaps(HostFiles files) {
        this.files = files;
    }

    /** A file that may hide a user of one device. */
    void at(String device, String path, IOException why) {
        found.add(Gap.at(device, sentence(path, why)));
    }

    /** A file that may hide a user of any device. */
    void anywhere(String path, IOException why) {
        found.add(Gap.anywhere(sentence(path, why)));
    }

    void add(Gap gap) {
        found.add(gap);
    }

    void addAll(Gaps others) {
        found.addAll(others.found);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Gap> all() {
        return List.copyOf(found);
    }

    /** {@return the names in a folder that this kernel may be without; none where it is a gap} */
    List<String> names(String path) {
        try {
            List<String> names = files.list(path);
            if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
                throw new MalformedException("lists what is no name");
            }
            return names;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            anywhere(path, e);
            return List.of();
        }
    }

    /** {@return a sentence that names the file} */
    String sentence(String path, IOException why) {
        return files.root().resolve(path) + " " + reason(why);
    }

    private static String reason(IOException why) {
        if (why instanceof MalformedException) {
            return why.getMessage();
        }
        if (why instanceof NoSuchFileException) {
            return "is missing";
        }
        if (why instanceof AccessDeniedException) {
            return "may not be read: permission denied for user "
                    + System.getProperty("user.name")
                    + "; make it readable for that user, or run this as root";
        }
        if (why instanceof NotLinkException) {
            return "is no link";
        }
        if (why instanceof NotDirectoryException) {
            return "is no folder";
        }
        // The message of such a one begins with the path.
        String reason =
                why instanceof FileSystemException named ? named.getReason() : why.getMessage();
        return "could not be read: " + (reason == null ? "the system does not say why" : reason);
    }
}
