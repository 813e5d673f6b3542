// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.management.ModuleData;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstVerdictsTest {

    @Test
    void aModuleThatIsInServiceButHasNotRegisteredYetIsStillMissing() {
        ModuleData swap = module("swap", "");
        ModuleData late = module("mpxio", "module mpxio has not registered yet");

        assertThat(FirstVerdicts.haveRegistered(List.of(swap))).isTrue();
        assertThat(FirstVerdicts.haveRegistered(List.of(swap, late))).isFalse();
    }

    private static ModuleData module(String name, String unregistered) {
        return new ModuleData(name, "", 4, 0, "", "", unregistered);
    }
}
