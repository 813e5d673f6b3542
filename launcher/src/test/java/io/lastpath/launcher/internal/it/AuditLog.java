// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The audit log of a home, as it is now. */
record AuditLog(Path home) {

    List<String> lines() {
        try {
            return Files.readAllLines(home.resolve("log/audit.log"));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return whether there is a line with all these texts} */
    boolean has(String... texts) {
        return lines().stream().anyMatch(line -> List.of(texts).stream().allMatch(line::contains));
    }

    /** {@return the numbers of all operations, in the order of the log} */
    List<Long> numbers() {
        return lines().stream()
                .map(line -> line.replaceFirst(".*? operation=(\\d+) .*", "$1"))
                .map(Long::valueOf)
                .toList();
    }
}
