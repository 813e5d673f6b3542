// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.fuzz;

import io.lastpath.linux.internal.parse.Attribute;
import io.lastpath.linux.internal.parse.TargetDesignator;

/** Whatever a disk says of itself, the name of its port can be shown. */
public final class TargetDesignatorFuzz {

    private TargetDesignatorFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String port = TargetDesignator.of(input);
        Flaws.unless(Attribute.isPlain(port), port);
    }
}
