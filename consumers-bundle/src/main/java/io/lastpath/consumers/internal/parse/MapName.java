// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a device of device-mapper. Stateless. */
public final class MapName {

    private static final Pattern MANGLED = Pattern.compile("\\\\x([0-7][0-9a-f])");

    private MapName() {}

    /**
     * Makes of a name in sysfs what dmsetup shows: a character that udev would not like is in sysfs
     * as its number, {@code \\x20} for a blank.
     *
     * @param name in sysfs
     * @return what dmsetup shows
     */
    public static String shown(String name) {
        return MANGLED.matcher(name).replaceAll(code -> character(code.group(1)));
    }

    private static String character(String hex) {
        return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex, 16)));
    }
}
