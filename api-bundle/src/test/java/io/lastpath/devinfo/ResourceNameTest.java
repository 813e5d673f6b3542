// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceNameTest {

    @Test
    void aResourceIsTheDevicePathBelowDevices() {
        assertThat(ResourceName.of("/pci@0,0/fp@0,0")).isEqualTo("/devices/pci@0,0/fp@0,0");
    }

    @ParameterizedTest
    @CsvSource({"x, 1", "é, 2", "€, 3", "😀, 4"})
    void theLimitCountsBytesAndNotChars(String letter, int bytes) {
        String longest = "y".repeat(1023 % bytes) + letter.repeat(1023 / bytes);

        assertThat(ResourceName.isTooLong(longest)).isFalse();
        assertThat(ResourceName.isTooLong(longest + "y")).isTrue();
    }

    @Test
    void theEmptyNameIsNotTooLong() {
        assertThat(ResourceName.isTooLong("")).isFalse();
    }
}
