// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads what has come to a diary since it was read last. For one thread. */
final class DiaryReader {

    private final Path file;
    private long read;

    DiaryReader(Path file) {
        this.file = file;
    }

    List<String> more() throws IOException {
        try (RandomAccessFile diary = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) (diary.length() - read)];
            diary.seek(read);
            diary.readFully(bytes);
            read += bytes.length;
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
