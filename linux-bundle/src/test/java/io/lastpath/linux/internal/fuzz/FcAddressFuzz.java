// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.fuzz;

import io.lastpath.linux.internal.parse.FcAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Whatever stands in an address, the name of a port is 16 digits or none. */
public final class FcAddressFuzz {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}");

    private FcAddressFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        FcAddress.initiator(text).ifPresent(FcAddressFuzz::check);
        FcAddress.name(text).ifPresent(FcAddressFuzz::check);
    }

    private static void check(String name) {
        Flaws.unless(NAME.matcher(name).matches(), name);
    }
}
