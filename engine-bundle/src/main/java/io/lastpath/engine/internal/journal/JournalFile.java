// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The journal as one file. It is never changed in place: a temporary file is written, flushed to
 * the disk and put in its place, and then the folder is flushed, so that at every moment either
 * what was kept before or what is kept now is there, whole.
 *
 * <p>What cannot be read is kept under a name of its own before anything is written, and stays
 * where it is until then: there is no moment at which neither it nor the word of it is there.
 */
public final class JournalFile implements JournalStore {

    private static final String UNREADABLE = ".unreadable-";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final Path fresh;
    private final Clock clock;
    private final JournalFolder folder;
    private final JournalLock lock;
    private boolean inTheWay;

    /**
     * A journal in a file.
     *
     * @param file the file; it and its folder are created when first needed
     * @param clock stamps what is moved aside
     */
    public JournalFile(Path file, Clock clock) {
        this.file = file.toAbsolutePath();
        this.fresh = this.file.resolveSibling(file.getFileName() + ".tmp");
        this.clock = clock;
        this.folder = new JournalFolder(this.file.getParent());
        this.lock = new JournalLock(this.file.resolveSibling(file.getFileName() + ".lock"), folder);
    }

    @Override
    public String claim() throws IOException {
        try {
            String other = lock.take();
            return other.isEmpty() ? "" : "the journal " + file + " is in use by " + other;
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    @Override
    public void release() {
        lock.release();
    }

    @Override
    public Loaded load() {
        try {
            Content content = Format.decode(Files.readAllBytes(file));
            lock.mark();
            return Loaded.of(content);
        } catch (NoSuchFileException e) {
            return missing();
        } catch (JournalDamaged e) {
            return new Loaded(Content.EMPTY.after(e.numbers()), loss(e.getMessage() + readable(e)));
        } catch (IOException | OutOfMemoryError e) {
            return new Loaded(Content.EMPTY, loss(reason(e)));
        }
    }

    /** What was never written is not missing. */
    private Loaded missing() {
        return lock.isMarked()
                ? new Loaded(Content.EMPTY, "the journal " + file + " is missing: there was one")
                : Loaded.of(Content.EMPTY);
    }

    private String loss(String why) {
        lock.mark();
        inTheWay = true;
        String kept;
        try {
            kept = "it is kept as " + keepAside();
        } catch (IOException e) {
            kept = "it could not be copied (" + reason(e) + ") and stays where it is";
        }
        return "the journal " + file + " could not be read: " + why + "; " + kept;
    }

    private static String readable(JournalDamaged damaged) {
        return damaged.readable().isEmpty()
                ? ""
                : "; readable in it: "
                        + damaged.readable().stream()
                                .map(one -> one.state() + " " + one.resource())
                                .collect(Collectors.joining(", "));
    }

    /** Gives what cannot be read a second name; a folder, which can have one name only, moves. */
    private Path keepAside() throws IOException {
        Path aside = asideName();
        if (Files.isDirectory(file)) {
            Files.move(file, aside);
        } else if (!Files.exists(aside)) {
            link(aside);
        }
        folder.keep();
        inTheWay = false;
        return aside;
    }

    private void link(Path aside) throws IOException {
        try {
            Files.createLink(aside, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(file, aside);
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }

    /**
     * {@return the name that this very content has already, since an earlier start could not put
     * anything in its place, or one that is free}
     */
    private Path asideName() throws IOException {
        String start = file.getFileName() + UNREADABLE;
        try (Stream<Path> all = Files.list(file.getParent())) {
            return all.filter(one -> one.getFileName().toString().startsWith(start))
                    .filter(this::isKeptAs)
                    .sorted()
                    .findFirst()
                    .orElseGet(() -> freeName(start + STAMP.format(clock.instant())));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean isKeptAs(Path aside) {
        try {
            return Files.isRegularFile(aside) && Files.mismatch(aside, file) < 0;
        } catch (IOException e) {
            return false; // what cannot be compared is kept once more
        }
    }

    private Path freeName(String name) {
        Path aside = file.resolveSibling(name);
        for (int i = 1; Files.exists(aside); i++) {
            aside = file.resolveSibling(name + "-" + i);
        }
        return aside;
    }

    @Override
    public void write(Content content) throws IOException {
        try {
            folder.make();
            if (inTheWay && Files.exists(file)) {
                keepAside();
            }
            inTheWay = false;
            flush(Format.encode(content));
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            folder.keep();
            lock.mark();
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private void flush(byte[] bytes) throws IOException {
        // Whatever a run that was broken off left there, it was never in force.
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private IOException unwritten(IOException e) {
        String remedy = " (make room in " + file.getParent() + ", or make it writable)";
        return new IOException(
                "the journal " + file + " cannot be written: " + reason(e) + remedy, e);
    }

    private static String reason(Throwable e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is no folder";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
