// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.fuzz;

import io.lastpath.linux.internal.parse.DmStatus;
import io.lastpath.linux.internal.parse.ParseException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever dmsetup says is refused with a sentence, or its paths have numbers and words. */
public final class DmStatusFuzz {

    private DmStatusFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String name = DmStatus.unmangled(new String(input, StandardCharsets.UTF_8));
        Flaws.unless(name.length() <= input.length, name);
        try {
            DmStatus.parse(new String(input, StandardCharsets.UTF_8)).values().stream()
                    .flatMap(List::stream)
                    .forEach(
                            path -> {
                                Flaws.unless(path.number().matches("\\d+:\\d+"), path);
                                Flaws.unless(!path.word().isEmpty(), path);
                            });
        } catch (ParseException e) {
            Flaws.unless(Flaws.isSentence(e.getMessage()), e.getMessage());
        }
    }
}
