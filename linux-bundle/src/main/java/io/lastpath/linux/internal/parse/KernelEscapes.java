// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Undoes how the kernel writes blanks and the like in a field of a table. Stateless. */
final class KernelEscapes {

    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-3][0-7]{2})");

    private KernelEscapes() {}

    /** {@return the field as it is meant, to be shown} */
    static String undo(String field) {
        return Attribute.shown(ESCAPE.matcher(field).replaceAll(KernelEscapes::character));
    }

    private static String character(MatchResult escape) {
        char character = (char) Integer.parseInt(escape.group(1), 8);
        return Matcher.quoteReplacement(String.valueOf(character));
    }
}
