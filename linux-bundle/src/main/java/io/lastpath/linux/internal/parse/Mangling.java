// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How libdevmapper, sg_inq and udev write the bytes of a name that others would stumble over: as
 * {@code \x2f}.
 */
public final class Mangling {

    private static final Pattern BYTES = Pattern.compile("(?:\\\\x[0-9a-fA-F]{2})+");

    private Mangling() {}

    /**
     * Undoes it, also where one of them has written so what another one had written so before.
     *
     * @param text a name, for example {@code 1IET_00\x2f1}
     * @return for example {@code 1IET_00/1}
     */
    public static String undone(String text) {
        return once(once(text));
    }

    private static String once(String text) {
        return BYTES.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(decoded(found.group())));
    }

    private static String decoded(String bytes) {
        byte[] told = HexFormat.of().parseHex(bytes.replace("\\x", ""));
        return new String(told, StandardCharsets.UTF_8);
    }
}
