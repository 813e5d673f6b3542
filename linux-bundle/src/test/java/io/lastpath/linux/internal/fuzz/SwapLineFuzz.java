// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.fuzz;

import io.lastpath.linux.internal.parse.Attribute;
import io.lastpath.linux.internal.parse.SwapLine;

/** Whatever stands in a table of swap areas, what is told of it fits on a line. */
public final class SwapLineFuzz {

    private SwapLineFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        SwapLine.parse(input)
                .forEach(swap -> Flaws.unless(Attribute.isPlain(swap.node()), swap.node()));
    }
}
