// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A file of which a read hangs. Safe for use by several threads. */
final class Hung {

    /** In place of any file. */
    static final Object GONE = "gone";

    private final Object reader;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Optional<Object> identity = Optional.empty();

    Hung(Object reader) {
        this.reader = reader;
    }

    boolean isReadBy(Object one) {
        return reader == one;
    }

    /** {@return whether the caller may look which file it is: a look may hang, too} */
    boolean beginLook() {
        return looking.compareAndSet(false, true);
    }

    /**
     * Ends a look.
     *
     * @param seen which file it is now, or {@link #GONE}; empty where that cannot be told
     * @return whether it is there no more, or another one than at the look before
     */
    boolean endLook(Optional<Object> seen) {
        boolean gone = seen.filter(GONE::equals).isPresent();
        boolean other = gone || seen.isPresent() && identity.isPresent() && !identity.equals(seen);
        identity = seen.or(() -> identity);
        looking.set(false);
        return other;
    }
}
