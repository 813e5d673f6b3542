// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.recorded;

import io.lastpath.consumers.internal.files.HostFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The files of a host, of which one is not what it was. For one thread. */
public final class Mutation extends HostFiles {

    /** What happens to the file. */
    public enum Kind {
        /** It is not there and is not listed. */
        REMOVED,
        /** It is listed and is not there. */
        VANISHED,
        /** It holds nothing. */
        EMPTIED,
        /** It holds what the kernel never writes. */
        GARBLED,
        /** It may not be read. */
        FORBIDDEN,
        /** Reading it fails. */
        BROKEN
    }

    private static final String GARBAGE = "\u0000\ufffd garbage";
    private static final String GARBLED_NAME = "\ufffd garbage";

    private final Set<String> read = new TreeSet<>();
    private final Kind kind;
    private final String victim;

    public Mutation(Path root, Kind kind, String victim) {
        super(root);
        this.kind = kind;
        this.victim = victim;
    }

    /** The files as they are. */
    public static Mutation none(Path root) {
        return new Mutation(root, Kind.REMOVED, "none");
    }

    /** {@return every file, folder and link that was asked for} */
    public Set<String> read() {
        return read;
    }

    private boolean isHit(String path) {
        read.add(path);
        boolean gone = kind == Kind.REMOVED || kind == Kind.VANISHED;
        return path.equals(victim) || gone && path.startsWith(victim + "/");
    }

    private void fail(String path) throws IOException {
        switch (kind) {
            case REMOVED, VANISHED -> throw new NoSuchFileException(path);
            case FORBIDDEN -> throw new AccessDeniedException(path);
            case BROKEN -> throw new IOException("Input/output error");
            case EMPTIED, GARBLED -> {}
        }
    }

    @Override
    public String attribute(String path) throws IOException {
        return isHit(path) ? mutated(path) : super.attribute(path);
    }

    @Override
    public String table(String path) throws IOException {
        return isHit(path) ? mutated(path) : super.table(path);
    }

    private String mutated(String path) throws IOException {
        fail(path);
        return kind == Kind.EMPTIED ? "" : GARBAGE;
    }

    @Override
    public List<String> list(String path) throws IOException {
        if (isHit(path)) {
            fail(path);
            return kind == Kind.EMPTIED ? List.of() : List.of(GARBLED_NAME);
        }
        List<String> names = super.list(path);
        return kind == Kind.REMOVED
                ? names.stream().filter(name -> !victim.equals(path + "/" + name)).toList()
                : names;
    }

    @Override
    public String link(String path) throws IOException {
        if (isHit(path)) {
            fail(path);
            return kind == Kind.EMPTIED ? "" : GARBLED_NAME;
        }
        return super.link(path);
    }

    @Override
    public boolean exists(String path) {
        boolean there = super.exists(path);
        return there && !(isHit(path) && (kind == Kind.REMOVED || kind == Kind.VANISHED));
    }

    @Override
    public Optional<String> blockNumber(String path) throws IOException {
        if (isHit(path)) {
            fail(path);
        }
        return super.blockNumber(path);
    }

    @Override
    public String toString() {
        return victim + " " + kind;
    }
}
