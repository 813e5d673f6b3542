// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps everybody else away from a journal: other processes, and another coordinator in this one,
 * whichever class loader its code came from. It goes with the process, however that ends. The file
 * stays, and remembers that there has been a journal. For one thread at a time.
 *
 * <p>A channel that did not get the lock stays open until it does: closing any channel of a file
 * gives up all that a process has locked in it.
 */
final class JournalLock {

    private static final String KEPT = "kept ";
    private static final String NEW = "new  ";
    private static final int LONGEST = 64;

    private final Path file;
    private final JournalFolder folder;
    private FileChannel channel;
    private boolean held;
    private boolean marked;

    JournalLock(Path file, JournalFolder folder) {
        this.file = file;
        this.folder = folder;
    }

    /**
     * Takes the lock, if it is not taken yet.
     *
     * @return who has it, in words; empty if it is taken now
     * @throws IOException if the file cannot be made or written
     */
    String take() throws IOException {
        if (held) {
            return "";
        }
        if (channel == null) {
            folder.make();
            channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
        }
        String other = tryLock();
        held = other.isEmpty();
        if (held) {
            marked = text().startsWith(KEPT);
            write();
        }
        return other;
    }

    private String tryLock() throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null ? "" : "process " + text().substring(NEW.length()).strip();
        } catch (OverlappingFileLockException e) {
            return "an earlier coordinator of this process, whose last write has not ended";
        }
    }

    private String text() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        channel.read(bytes, 0);
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        return text.length() < NEW.length() ? NEW : text;
    }

    /** In place, so that what is remembered is not lost with a crash. */
    private void write() throws IOException {
        String text = (marked ? KEPT : NEW) + ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
        channel.truncate(text.length());
    }

    /** {@return whether there has been a journal here} */
    boolean isMarked() {
        return marked;
    }

    /**
     * Remembers that there has been a journal here, for as long as the file is. What fails is tried
     * again with the next write of the journal, which is in force without it.
     */
    void mark() {
        if (held && !marked) {
            marked = true;
            try {
                write();
                channel.force(true);
            } catch (IOException e) {
                marked = false;
            }
        }
    }

    /** Lets others have it; or, if somebody else has it, waits for it no longer. */
    void release() {
        try {
            if (held) {
                held = false;
                channel.close();
            }
            channel = null;
        } catch (IOException e) {
            held = false; // the process has to end before anybody else can have it
        }
    }
}
