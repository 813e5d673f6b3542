// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.recorded;

import io.lastpath.consumers.internal.files.HostFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

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

    private final Map<String, Object> cache;
    private final Kind kind;
    private final String victim;

    private Mutation(Path root, Kind kind, String victim, Map<String, Object> cache) {
        super(root);
        this.kind = kind;
        this.victim = victim;
        this.cache = cache;
    }

    /** The files as they are. */
    public static Mutation none(Path root) {
        return new Mutation(root, Kind.REMOVED, "none", new ConcurrentHashMap<>());
    }

    /** {@return the same files, read once, with one that is spoilt} */
    public Mutation with(Kind spoilt, String path) {
        return new Mutation(root(), spoilt, path, cache);
    }

    /** {@return every file, folder and link that was asked for} */
    public Set<String> read() {
        return cache.keySet().stream()
                .map(key -> key.substring(key.indexOf(' ') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A way to read. */
    @FunctionalInterface
    private interface Read {
        Object at(String path) throws IOException;
    }

    private Object cached(String how, String path, Read read) throws IOException {
        Object found = cache.get(how + " " + path);
        if (found == null) {
            try {
                found = read.at(path);
            } catch (IOException e) {
                found = e;
            }
            cache.put(how + " " + path, found);
        }
        if (found instanceof IOException e) {
            throw e;
        }
        return found;
    }

    private boolean isHit(String path) {
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
        return isHit(path) ? mutated(path) : (String) cached("attribute", path, super::attribute);
    }

    @Override
    public String table(String path) throws IOException {
        return isHit(path) ? mutated(path) : (String) cached("table", path, super::table);
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
        List<String> names = new ArrayList<>();
        for (Object name : (List<?>) cached("list", path, super::list)) {
            names.add((String) name);
        }
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
        return (String) cached("link", path, super::link);
    }

    @Override
    public boolean exists(String path) {
        boolean there = isThere(path);
        return there && !(isHit(path) && (kind == Kind.REMOVED || kind == Kind.VANISHED));
    }

    private boolean isThere(String path) {
        try {
            return (Boolean) cached("exists", path, super::exists);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Optional<Node> node(String path) throws IOException {
        if (isHit(path)) {
            fail(path);
        }
        return super.node(path);
    }

    @Override
    public String toString() {
        return victim + " " + kind;
    }
}
