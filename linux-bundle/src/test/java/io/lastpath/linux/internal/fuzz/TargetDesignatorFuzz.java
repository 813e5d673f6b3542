// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.fuzz;

import io.lastpath.linux.internal.parse.Attribute;
import io.lastpath.linux.internal.parse.TargetDesignator;
import io.lastpath.linux.internal.parse.UnitNames;
import java.util.Arrays;
import java.util.List;

/**
 * Whatever a disk says of itself, the name of its port can be shown, and without a name it is no
 * other disk than its map's.
 */
public final class TargetDesignatorFuzz {

    private static final int HEADER = 4;

    private TargetDesignatorFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String port = TargetDesignator.of(input);
        Flaws.unless(Attribute.isPlain(port), port);
        for (String wwid : List.of("1ATA_disk", "20025385b71b04d1e", "35000c50000001001")) {
            byte[] nothing = Arrays.copyOf(input, Math.min(input.length, HEADER));
            boolean isAnother = UnitNames.areOfAnother(wwid, input);
            Flaws.unless(!isAnother || !UnitNames.areOfAnother(wwid, nothing), wwid);
        }
    }
}
