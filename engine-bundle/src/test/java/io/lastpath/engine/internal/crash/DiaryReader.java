// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads what has come to a diary since it was read last. For one thread. */
final class DiaryReader {

    private final Path file;
    private long read;

    DiaryReader(Path file) {
        this.file = file;
    }

    /** {@return the lines that are new; none where a run was killed before it wrote its first} */
    List<String> more() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (RandomAccessFile diary = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) (diary.length() - read)];
            diary.seek(read);
            diary.readFully(bytes);
            read += bytes.length;
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
