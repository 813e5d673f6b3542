// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HangingTest {

    @TempDir Path temp;

    /** As of a disk that was pulled while one of its attributes was read. */
    @Test
    void filesThatAreGoneWhenTheyAreFirstLookedAtHoldUpNothing() {
        Hanging hanging = new Hanging(new RootedFiles(temp), Runnable::run);
        for (int i = 0; i < Hanging.MOST; i++) {
            hanging.add("/gone" + i, new Object());
        }

        assertThatCode(hanging::check).doesNotThrowAnyException();
        assertThat(hanging.all()).isEmpty();
    }
}
