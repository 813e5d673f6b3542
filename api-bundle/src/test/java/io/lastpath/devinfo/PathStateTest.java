// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathStateTest {

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, 0, <unknown>, false",
        "OFFLINE, 1, offline, false",
        "STANDBY, 2, standby, true",
        "ONLINE, 3, online, true",
        "FAULT, 4, faulted, false"
    })
    void namesNumbersAndWordsAreThoseOfLibdevinfo(
            PathState state, int number, String word, boolean usable) {
        assertThat(state.number()).isEqualTo(number);
        assertThat(state.word()).isEqualTo(word);
        assertThat(state.isUsable()).isEqualTo(usable);
    }

    @Test
    void thereAreFiveStates() {
        assertThat(PathState.values()).hasSize(5);
    }
}
