// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.fuzz;

import io.lastpath.linux.internal.parse.Attribute;
import io.lastpath.linux.internal.parse.DmUuid;
import java.nio.charset.StandardCharsets;

/** Whatever stands in a UUID, a map of multipath-tools is never taken for something else. */
public final class DmUuidFuzz {

    private DmUuidFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        DmUuid uuid = DmUuid.of(input);
        String text = new String(input, StandardCharsets.UTF_8).strip();
        Flaws.unless(!text.startsWith("mpath-") || uuid.kind() != DmUuid.Kind.OTHER, uuid);
        Flaws.unless((uuid.kind() == DmUuid.Kind.MULTIPATH) == !uuid.identity().isEmpty(), uuid);
        Flaws.unless(Attribute.isPlain(uuid.identity()), uuid);
        Flaws.unless(Attribute.isPlain(Attribute.shown(text)), text);
    }
}
