// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import java.util.Random;

/**
 * Modules that refuse now and then, and fail when it is serious. Safe for use by several threads.
 */
final class Moods {

    private static final int ONE_OF = 12;

    private final Random random;

    Moods(Random random) {
        this.random = random;
    }

    boolean agrees(Call call) {
        return random.nextInt(ONE_OF) > 0;
    }
}
