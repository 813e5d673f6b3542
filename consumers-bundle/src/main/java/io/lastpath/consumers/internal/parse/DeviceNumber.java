// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of block devices, as sysfs and mountinfo write them. */
public final class DeviceNumber {

    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,8}):(0|[1-9][0-9]{0,8})");

    private static final Pattern HEXADECIMAL = Pattern.compile("([0-9a-f]{1,7}):([0-9a-f]{1,7})");

    private DeviceNumber() {}

    /**
     * Reads a device number.
     *
     * @param text such as {@code 253:0}, perhaps with a newline
     * @return the number without the newline
     * @throws MalformedException if it is none
     */
    public static String parse(String text) throws MalformedException {
        String number = text.strip();
        if (!FORM.matcher(number).matches()) {
            throw new MalformedException("holds no device number");
        }
        return number;
    }

    /**
     * Reads a device number of which both halves are hexadecimal, as Xen writes them.
     *
     * @param text such as {@code fd:1a}, perhaps with a newline
     * @return the number as others write it
     * @throws MalformedException if it is none
     */
    public static String hexadecimal(String text) throws MalformedException {
        Matcher matcher = HEXADECIMAL.matcher(text.strip());
        if (!matcher.matches()) {
            throw new MalformedException("holds no device number");
        }
        return Integer.parseInt(matcher.group(1), 16)
                + ":"
                + Integer.parseInt(matcher.group(2), 16);
    }

    /**
     * Tells whether a number is one that the kernel gives to what has no block device.
     *
     * @param number a device number
     * @return whether its major number is 0
     */
    public static boolean isAnonymous(String number) {
        return number.startsWith("0:");
    }

    /**
     * Takes the first half, which tells the driver.
     *
     * @param number a device number
     * @return its major number
     */
    public static int major(String number) {
        return Integer.parseInt(number.substring(0, number.indexOf(':')));
    }
}
