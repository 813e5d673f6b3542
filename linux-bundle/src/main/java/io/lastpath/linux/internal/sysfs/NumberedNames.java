// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders names as people count: {@code dm-2} before {@code dm-10}, {@code sdz} before {@code sdaa}.
 */
final class NumberedNames {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    static final Comparator<String> ORDER =
            Comparator.comparing(NumberedNames::padded).thenComparing(Comparator.naturalOrder());

    private NumberedNames() {}

    private static String padded(String name) {
        Matcher digits = DIGITS.matcher(name);
        String padded = digits.replaceAll(found -> pad(found.group(), 10, '0'));
        return name.startsWith("sd") ? "sd" + pad(padded.substring(2), 6, ' ') : padded;
    }

    private static String pad(String text, int length, char with) {
        return String.valueOf(with).repeat(Math.max(0, length - text.length())) + text;
    }
}
