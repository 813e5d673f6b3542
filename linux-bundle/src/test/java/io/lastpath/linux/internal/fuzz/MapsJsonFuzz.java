// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.fuzz;

import io.lastpath.linux.internal.parse.MapsJson;
import io.lastpath.linux.internal.parse.ParseException;
import java.nio.charset.StandardCharsets;

/** Whatever multipathd says is refused with a sentence, or nothing of a map is missing. */
public final class MapsJsonFuzz {

    private MapsJsonFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            for (MapsJson.MultipathMap map :
                    MapsJson.parse(new String(input, StandardCharsets.UTF_8))) {
                Flaws.unless(map.name() != null && map.disk() != null, map);
                for (MapsJson.Path path : map.paths()) {
                    Flaws.unless(path.disk() != null && path.number() != null, path);
                    Flaws.unless(path.states().size() >= 3, path);
                }
            }
        } catch (ParseException e) {
            Flaws.unless(Flaws.isSentence(e.getMessage()), e.getMessage());
        }
    }
}
