// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The bytes of a journal: a header with magic, version, the number of records and a checksum, then
 * the records, each with its length and a checksum over both. All numbers are big-endian.
 * Stateless.
 *
 * <p>A file is right if every byte of it is accounted for; a single bit that is not what was
 * written makes all of it damaged, since nobody can say what else is missing.
 */
final class Format {

    static final int VERSION = 2;

    private static final long MAGIC = 0x4c50_4a4f_5552_4e4cL; // LPJOURNL
    private static final int HEADER = Long.BYTES + 3 * Integer.BYTES;
    private static final int FRAME = 2 * Integer.BYTES;

    private Format() {}

    static byte[] encode(Content content) {
        List<byte[]> records = new ArrayList<>();
        records.add(record(out -> Fields.writeHead(out, content.numbers(), content.loss())));
        content.requests()
                .forEach(one -> records.add(record(out -> Fields.writeRequest(out, one))));
        content.removed().forEach(one -> records.add(record(out -> Fields.writeRemoved(out, one))));
        int size = HEADER + records.stream().mapToInt(one -> FRAME + one.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        bytes.putLong(MAGIC).putInt(VERSION).putInt(records.size());
        bytes.putInt(checksum(bytes.array(), 0, bytes.position()));
        for (byte[] record : records) {
            int start = bytes.position();
            bytes.putInt(record.length).putInt(0).put(record);
            bytes.putInt(
                    start + Integer.BYTES, checksum(bytes.array(), start, FRAME + record.length));
        }
        return bytes.array();
    }

    /** What writes the fields of a record. */
    private interface Writer {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] record(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.to(new DataOutputStream(bytes));
        } catch (IOException e) { // memory does not fail
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }

    static Content decode(byte[] bytes) throws JournalDamaged {
        int count = header(bytes);
        Reading reading = new Reading(ByteBuffer.wrap(bytes).position(HEADER));
        for (int i = 0; i < count; i++) {
            reading.record(i);
        }
        return reading.end();
    }

    private static int header(byte[] bytes) throws JournalDamaged {
        if (bytes.length == 0) {
            throw new JournalDamaged("it is empty", 0, List.of());
        }
        if (bytes.length < HEADER || ByteBuffer.wrap(bytes).getLong() != MAGIC) {
            throw new JournalDamaged("it does not begin as a journal does", 0, List.of());
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, Long.BYTES, HEADER - Long.BYTES);
        int version = header.getInt();
        int count = header.getInt();
        if (header.getInt() != checksum(bytes, 0, HEADER - Integer.BYTES)) {
            throw new JournalDamaged("the checksum of its header is wrong", 0, List.of());
        }
        if (version != VERSION) {
            throw new JournalDamaged(
                    "it is of version " + version + ", and this Lastpath reads version " + VERSION,
                    0,
                    List.of());
        }
        return count;
    }

    /** Reads the records one after the other. For one thread. */
    private static final class Reading {
        private final ByteBuffer bytes;
        private final List<OpenRequest> requests = new ArrayList<>();
        private final List<Removed> removed = new ArrayList<>();
        private long numbers;
        private String loss = "";

        Reading(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        void record(int index) throws JournalDamaged {
            try {
                int start = bytes.position();
                int length = bytes.getInt();
                int sum = bytes.getInt();
                if (length > bytes.remaining()) {
                    throw damaged("it ends too early, in record " + index);
                }
                byte[] frame = new byte[FRAME + Math.max(0, length)];
                bytes.get(start, frame);
                ByteBuffer.wrap(frame).putInt(Integer.BYTES, 0);
                if (length < 0 || sum != checksum(frame, 0, frame.length)) {
                    throw damaged("record " + index + " is damaged");
                }
                bytes.position(start + frame.length);
                take(ByteBuffer.wrap(frame, FRAME, length).slice());
            } catch (BufferUnderflowException | IllegalArgumentException e) {
                throw damaged("it ends too early, in record " + index);
            }
        }

        private void take(ByteBuffer record) throws JournalDamaged {
            switch (record.get()) {
                case Fields.HEAD -> head(record);
                case Fields.REQUEST -> requests.add(Fields.readRequest(record));
                case Fields.REMOVED -> removed.add(Fields.readRemoved(record, false));
                case Fields.REMOVED_WHOLE -> removed.add(Fields.readRemoved(record, true));
                default -> throw damaged("it has a record of an unknown kind");
            }
        }

        private void head(ByteBuffer record) {
            numbers = record.getLong();
            loss = Fields.readText(record);
        }

        Content end() throws JournalDamaged {
            if (bytes.hasRemaining()) {
                throw damaged("it goes on after its end");
            }
            return new Content(numbers, loss, requests, removed);
        }

        private JournalDamaged damaged(String what) {
            return new JournalDamaged(what, numbers, requests);
        }
    }
}
