// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.fuzz;

import io.lastpath.linux.internal.parse.Attribute;
import io.lastpath.linux.internal.parse.MountLine;

/** Whatever stands in a mount table, what is told of it has a number and fits on a line. */
public final class MountLineFuzz {

    private MountLineFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        MountLine.parse(input).forEach(MountLineFuzz::check);
    }

    private static void check(MountLine mount) {
        Flaws.unless(mount.number().matches("[0-9]+:[0-9]+"), mount.number());
        Flaws.unless(Attribute.isPlain(mount.point()), mount.point());
        Flaws.unless(Attribute.isPlain(mount.type()), mount.type());
        Flaws.unless(Attribute.isPlain(mount.source()), mount.source());
    }
}
