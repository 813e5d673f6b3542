// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What happened, in its order, outside of the process that it happened in: each line is written by
 * one call, and what was written outlives a process that is killed. Safe for use by several
 * threads.
 */
final class Diary implements Closeable {

    /** What a line is about. */
    enum Line {
        /** A run starts: its number, the initiators that are there. */
        RUN,
        /** The coordinator has read its journal: the DR requests. */
        LOADED,
        /** What was left behind is finished: the DR requests. */
        RECOVERED,
        /** What the coordinator did by itself: number, what. */
        BY_ITSELF,
        /** A client is about to ask: the {@link Deed}. */
        BEGIN,
        /** A client has its answer: token, number, result, the DR requests. */
        END,
        /** A module is called: the {@link Call}. */
        CALL,
        /** A module answers: the {@link Call}, and whether it agrees. */
        ANSWER,
        /** A module has ended what it took in an event, and has its answer: token, resource. */
        ENDED,
        /** A module begins to register for all that it sees: its name. */
        REGISTERING,
        /** A module has done so: its name. */
        REGISTERED
    }

    private static final String BETWEEN = "\t";

    private final FileChannel file;

    Diary(Path file) throws IOException {
        this.file = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    synchronized void write(Line line, Object... fields) {
        StringBuilder text = new StringBuilder(line.name());
        for (Object field : fields) {
            text.append(BETWEEN).append(field);
        }
        try {
            file.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the fields of a line, that of its kind first} */
    static String[] fields(String line) {
        return line.split(BETWEEN, -1);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
