// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

import java.nio.charset.StandardCharsets;

/** How a device path becomes the name of an RCM resource. */
public final class ResourceName {

    /** Stands before every device path. */
    public static final String PREFIX = "/devices";

    /**
     * Most bytes that a resource name may have in UTF-8: {@code MAXPATHLEN} less the terminating
     * NUL.
     */
    public static final int MAX_BYTES = 1023;

    private ResourceName() {}

    /**
     * Names the resource of a device.
     *
     * @param devicePath the device path
     * @return its resource name, whatever its length
     */
    public static String of(String devicePath) {
        return PREFIX + devicePath;
    }

    /**
     * Tells whether a resource name is too long to be used.
     *
     * @param name the resource name
     * @return whether it has more than {@link #MAX_BYTES} bytes in UTF-8
     */
    public static boolean isTooLong(String name) {
        if (name.length() > MAX_BYTES) {
            return true;
        }
        // A char becomes at most three bytes: a short name needs no counting.
        return name.length() * 3 > MAX_BYTES
                && name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }
}
