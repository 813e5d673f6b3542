// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x0a, 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0x2028, 0x2029})
    void whatSteersATerminalOrEndsALineIsNotQuoted(int character) {
        assertThat(Words.quote("a" + Character.toString(character) + "b")).isEqualTo("\"a?b\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00e4", "\u00a0", "\ud83d\ude00"})
    void otherLettersAreQuotedAsTheyAre(String letter) {
        assertThat(Words.quote(letter)).isEqualTo('"' + letter + '"');
    }
}
