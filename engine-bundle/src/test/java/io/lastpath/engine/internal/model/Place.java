// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.Arrays;
import java.util.List;

/**
 * Where a name is in the resource tree (section 1, and for locks R1).
 *
 * @param name the name, resolved
 * @param parts the parts below the root
 */
record Place(String name, List<String> parts) {

    private static final String DEVICES = "/devices/";

    static Place of(String resolved) {
        String path = resolved;
        if (resolved.startsWith(DEVICES)) {
            path = resolved.replaceFirst(":", "/");
        }
        String below = resolved.startsWith("/") ? "/SYSTEM" : "/ABSTRACT/";
        return new Place(
                resolved,
                Arrays.stream((below + path).split("/")).filter(part -> !part.isEmpty()).toList());
    }

    boolean isBelow(Place other) {
        int length = other.parts.size();
        return parts.size() > length && parts.subList(0, length).equals(other.parts);
    }

    boolean isSame(Place other) {
        return parts.equals(other.parts);
    }
}
