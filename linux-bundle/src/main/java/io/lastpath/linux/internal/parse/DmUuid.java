// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import java.util.regex.Pattern;

/**
 * What the UUID of a device-mapper device says about it.
 *
 * @param kind what kind of device
 * @param identity the WWID of a multipath map; else empty
 */
public record DmUuid(Kind kind, String identity) {

    /** Kinds of device-mapper devices. */
    public enum Kind {
        /** A map of multipath-tools. */
        MULTIPATH,
        /** Anything else, or a device without a UUID. */
        OTHER,
        /** Nobody can tell from this UUID. */
        UNKNOWN
    }

    private static final String MULTIPATH = "mpath-";

    /** By convention whoever makes a device puts its own short name before the rest. */
    private static final Pattern CONVENTION = Pattern.compile("[A-Za-z][A-Za-z0-9_]*-\\S.*");

    /**
     * Reads a UUID.
     *
     * @param content of the attribute; the kernel ends it with a line end even where there is no
     *     UUID, so that one without any byte was not read
     * @return what it says
     */
    public static DmUuid of(byte[] content) {
        String text = Attribute.text(content);
        if (content.length == 0 || !Attribute.isPlain(text)) {
            return new DmUuid(Kind.UNKNOWN, "");
        }
        if (text.startsWith(MULTIPATH)) {
            String identity = text.substring(MULTIPATH.length());
            return new DmUuid(identity.isEmpty() ? Kind.UNKNOWN : Kind.MULTIPATH, identity);
        }
        boolean told = text.isEmpty() || CONVENTION.matcher(text).matches();
        return new DmUuid(told ? Kind.OTHER : Kind.UNKNOWN, "");
    }
}
