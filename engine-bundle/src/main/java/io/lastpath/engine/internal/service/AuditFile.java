// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.Operation;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Looks whether what is said to the audit log gets to its file: logs keep silent when they cannot
 * write. Whatever goes wrong there, nothing is thrown at whoever ended an operation. Safe for use
 * by several threads.
 */
final class AuditFile implements Consumer<Operation> {

    /** A line of the log begins so; nothing that is quoted in one can look like it. */
    private static final Pattern RECORD = Pattern.compile("operation=(\\d{1,18}) kind=\"[A-Z_]+\"");

    private static final int LOOKED_AT = 1 << 20;

    private final Consumer<Operation> audit;
    private final Path file;
    private final Consumer<String> log;
    private volatile String problem = "";

    /**
     * Watches.
     *
     * @param audit writes the lines, each before it returns
     * @param file where they go to; null where that is not known
     * @param log is told in a sentence when that begins to fail, and when it works again
     */
    AuditFile(Consumer<Operation> audit, Path file, Consumer<String> log) {
        this.audit = audit;
        this.file = file;
        this.log = log;
    }

    /** {@return why the audit log is not written, in a sentence; empty while it is} */
    String problem() {
        return problem;
    }

    /**
     * Looks what was recorded last, at the end of the file.
     *
     * @return the greatest number of an operation there; 0 if none can be read
     */
    long lastNumber() {
        if (file == null || !Files.isRegularFile(file)) {
            return 0;
        }
        try (SeekableByteChannel log = Files.newByteChannel(file)) {
            log.position(Math.max(0, log.size() - LOOKED_AT));
            byte[] end = Channels.newInputStream(log).readNBytes(LOOKED_AT);
            return RECORD.matcher(new String(end, StandardCharsets.ISO_8859_1))
                    .results()
                    .mapToLong(one -> Long.parseLong(one.group(1)))
                    .max()
                    .orElse(0);
        } catch (IOException | RuntimeException e) {
            return 0; // whoever reads the log finds that out, and so does the next record
        }
    }

    @Override
    public void accept(Operation operation) {
        try {
            long before = size();
            audit.accept(operation);
            // A file that is shorter now was begun anew.
            boolean written = file == null || size() != before;
            note(written ? "" : before < 0 ? "it is not there" : "it does not grow");
        } catch (IOException | RuntimeException e) {
            note(e.toString());
        }
    }

    private long size() throws IOException {
        return file == null ? 0 : Files.exists(file) ? Files.size(file) : -1;
    }

    /** Whoever logs may be slow, or end an operation himself: nobody else waits for that. */
    private void note(String why) {
        String news = news(why);
        if (!news.isEmpty()) {
            log.accept(news);
        }
    }

    private synchronized String news(String why) {
        boolean failing = !why.isEmpty();
        if (failing != problem.isEmpty()) {
            return "";
        }
        problem = failing ? "the audit log " + name() + " is not written: " + why : "";
        return failing ? problem : "the audit log " + name() + " is written again";
    }

    private String name() {
        return file == null ? Audit.LOGGER : file.toString();
    }
}
