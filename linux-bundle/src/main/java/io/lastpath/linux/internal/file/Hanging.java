// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The files of which a read hangs, each on a thread of its own. One is forgotten when its read
 * ends, or when it is seen that another file has taken its place. Safe for use by several threads.
 */
final class Hanging {

    /** So many reads may hang before nothing is read any more. */
    static final int MOST = 8;

    private static final String REMEDY =
            "; if they are only slow, raise readTimeLimitMillis in etc/io.lastpath.linux.cfg; if"
                    + " they never answer, as dead network mounts do not, mend or remove"
                    + " them, and of a recorded host take another copy";

    private final HostFiles host;
    private final Executor threads;
    private final Map<String, Hung> files = new ConcurrentHashMap<>();

    /**
     * Knows none yet.
     *
     * @param host tells which file is in a place
     * @param threads where it is asked, which may hang as well
     */
    Hanging(HostFiles host, Executor threads) {
        this.host = host;
        this.threads = threads;
    }

    void add(String file, Object reader) {
        Hung hung = new Hung(reader);
        files.put(file, hung);
        look(file, hung);
    }

    /** Forgets one whose reader is through. */
    void remove(String file, Object reader) {
        files.computeIfPresent(file, (place, hung) -> hung.isReadBy(reader) ? null : hung);
    }

    /** {@return whether it hangs; whether another file is there by now is known the next time} */
    boolean has(String file) {
        Hung hung = files.isEmpty() ? null : files.get(file);
        if (hung != null) {
            look(file, hung);
        }
        return hung != null;
    }

    private void look(String file, Hung hung) {
        if (hung.beginLook()) {
            threads.execute(() -> forgetIfOther(file, hung));
        }
    }

    /** The read of a file that is there no more may hang for ever, and is nobody's concern. */
    private void forgetIfOther(String file, Hung hung) {
        if (hung.endLook(identity(file))) {
            files.remove(file, hung);
        }
    }

    private Optional<Object> identity(String file) {
        try {
            return Optional.of(host.identity(file));
        } catch (NoSuchFileException e) {
            return Optional.of(Hung.GONE);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return them in order} */
    List<String> all() {
        return files.keySet().stream().sorted().toList();
    }

    /** Makes sure that there may be one more. */
    void check() throws IOException {
        List<String> now = all();
        if (now.size() >= MOST) {
            files.forEach(this::look); // nothing else would ask about them any more
            throw new IOException(
                    now.size()
                            + " reads of earlier snapshots still hang, for example of "
                            + now.get(0)
                            + REMEDY);
        }
    }

    /** Makes sure that the last one was not one too many. */
    void checkAfter(String last) throws IOException {
        if (files.size() >= MOST) {
            throw new IOException(MOST + " reads hang, the last one of " + last + REMEDY);
        }
    }

    /** {@return what to say of them after something else; empty where there is none} */
    String inWords() {
        return files.isEmpty() ? "" : "; these reads hang: " + String.join(", ", all()) + REMEDY;
    }
}
