// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void aLineEndOfAnyKindIsOneBlank() {
        assertThat(OneLine.of("a\nb\r\nc\u0085d\u2028e\u2029f")).isEqualTo("a b c d e f");
    }

    @Test
    void whatSteersATerminalIsABlankInSevenBitsAndInEight() {
        assertThat(OneLine.of("a\u001b[31mb\u009b31mc\u007fd\u0000e"))
                .isEqualTo("a [31mb 31mc d e");
    }

    @Test
    void whatCanBeReadStaysAsItIs() {
        assertThat(OneLine.of("Gerät «a» \u00a0/disk")).isEqualTo("Gerät «a» \u00a0/disk");
    }
}
