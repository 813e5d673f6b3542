// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {

    @ParameterizedTest
    @EnumSource
    void everyVerdictHasAColour(Verdict verdict) {
        assertThat(new Palette(true).paint("x " + verdict + ": y"))
                .matches("x \u001b\\[[0-9;]+m" + verdict + "\u001b\\[0m: y");
    }

    @Test
    void wordsThatMerelyHoldAVerdictStayAsTheyAre() {
        assertThat(new Palette(true).paint("UNSAFE ACCEPT_UNKNOWN SAFETY"))
                .isEqualTo("UNSAFE ACCEPT_UNKNOWN SAFETY");
    }

    @Test
    void withoutColoursNothingIsAdded() {
        assertThat(new Palette(false).paint("SAFE")).isEqualTo("SAFE");
    }
}
