// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a place is called where nobody is there any more who has spelt it. */
class TreeKeyTest {

    @ParameterizedTest
    @CsvSource({
        "/data, /data",
        "//data///db/, /data/db",
        "/export:old, /export:old",
        "/devices/card/p1, /devices/card/p1",
        "/devices/pci@0/disk@0:a, /devices/pci@0/disk@0/a",
        "SUNW_cpu/cpu0, SUNW_cpu/cpu0",
        "SYSTEM/data, SYSTEM/data",
        "/ABSTRACT/data, /ABSTRACT/data"
    })
    void itsNameIsOneOfTheSamePlace(String spelt, String name) {
        TreeKey key = TreeKey.of(spelt);

        assertThat(key.name()).isEqualTo(name);
        assertThat(TreeKey.of(key.name())).isEqualTo(key);
    }
}
