// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of which a read hangs, each on a thread of its own. Safe for use by several threads.
 */
final class Hanging {

    /** So many reads may hang before nothing is read any more. */
    static final int MOST = 8;

    private static final String REMEDY =
            "; if they are only slow, raise readTimeLimitMillis in etc/io.lastpath.linux.cfg; if"
                    + " they never answer, as dead network mounts do not, mend or remove"
                    + " them, and of a recorded host take another copy";

    private final Set<String> files = ConcurrentHashMap.newKeySet();

    void add(String file) {
        files.add(file);
    }

    void remove(String file) {
        files.remove(file);
    }

    boolean has(String file) {
        return !files.isEmpty() && files.contains(file);
    }

    /** {@return them in order} */
    List<String> all() {
        return files.stream().sorted().toList();
    }

    /** Makes sure that there may be one more. */
    void check() throws IOException {
        if (files.size() >= MOST) {
            throw new IOException(
                    files.size()
                            + " reads of earlier snapshots still hang, for example of "
                            + files.iterator().next()
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
