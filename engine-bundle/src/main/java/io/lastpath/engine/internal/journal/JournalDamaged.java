// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import java.util.List;

/** A journal that is not what was written. The message says what is wrong with it. */
final class JournalDamaged extends Exception {
    private static final long serialVersionUID = 1L;

    private final long numbers;
    private final transient List<OpenRequest> readable;

    JournalDamaged(String message, long numbers, List<OpenRequest> readable) {
        super(message);
        this.numbers = numbers;
        this.readable = List.copyOf(readable);
    }

    /** {@return up to which number requests may have been made; 0 where that could not be read} */
    long numbers() {
        return numbers;
    }

    /** {@return the DR requests that could be read; others may be missing} */
    List<OpenRequest> readable() {
        return readable;
    }
}
