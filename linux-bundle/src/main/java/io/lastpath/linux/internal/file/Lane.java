// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The files as one thread reads them, with what it reads since when. Left behind by whoever waits
 * for it, it ends its thread as soon as the read that hangs does. Safe for use by that thread and
 * by who waits.
 */
final class Lane implements HostFiles {

    /** Ends a lane that nobody waits for any more. */
    static final class LeftBehind extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private interface Read<T> {
        T read() throws IOException;
    }

    private final HostFiles files;
    private final Duration limit;
    private final Hanging hanging;
    private volatile String file;
    private volatile long since = System.nanoTime();
    private volatile boolean left;

    /**
     * Begins, with the patience of a first read.
     *
     * @param files what to read
     * @param limit how long each single read may take
     * @param hanging what is not to be read
     */
    Lane(HostFiles files, Duration limit, Hanging hanging) {
        this.files = files;
        this.limit = limit;
        this.hanging = hanging;
    }

    /** {@return for how many nanoseconds the present read may still go on} */
    long patience() {
        String now = file;
        return now == null ? limit.toNanos() : limit.toNanos() - (System.nanoTime() - since);
    }

    /** Leaves this lane behind; {@return what it hangs in} */
    String leave() {
        left = true;
        String now = file;
        if (now == null) {
            return "a file that answered at last";
        }
        hanging.add(now, this);
        if (file == null) {
            hanging.remove(now, this); // it answered meanwhile
        }
        return now;
    }

    private <T> T timed(String path, Read<T> read) throws IOException {
        if (hanging.has(path)) {
            throw new IOException("an earlier read of it still hangs");
        }
        since = System.nanoTime();
        file = path;
        try {
            return read.read();
        } finally {
            file = null;
            if (left) {
                hanging.remove(path, this);
                throw new LeftBehind();
            }
        }
    }

    @Override
    public byte[] read(String path, int most) throws IOException {
        return timed(path, () -> files.read(path, most));
    }

    @Override
    public List<String> list(String path) throws IOException {
        return timed(path, () -> files.list(path));
    }

    @Override
    public String link(String path) throws IOException {
        return timed(path, () -> files.link(path));
    }

    @Override
    public boolean exists(String path) throws IOException {
        return timed(path, () -> files.exists(path));
    }

    @Override
    public Object identity(String path) throws IOException {
        return timed(path, () -> files.identity(path));
    }
}
