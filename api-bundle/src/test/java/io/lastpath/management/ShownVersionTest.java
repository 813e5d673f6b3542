// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownVersionTest {

    @ParameterizedTest
    @CsvSource({
        "1.0.0, 1.0.0",
        "1.0.0.SNAPSHOT, 1.0.0-SNAPSHOT",
        "12.3.10.rc-1, 12.3.10-rc-1",
        "0.0.0, 0.0.0"
    })
    void aVersionHasTheFormOfTheArchives(String ofBundle, String shown) {
        assertThat(ShownVersion.of(ofBundle)).isEqualTo(shown);
    }
}
