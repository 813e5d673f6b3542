// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.names;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The place of a resource in the tree, whatever spelling its name came in: abstract names below
 * {@code /ABSTRACT}, all others below {@code /SYSTEM}, the first colon of a device name a slash.
 * Immutable.
 *
 * @param path the parts with one slash before each
 */
public record TreeKey(String path) {

    private static final String DEVICES = "/devices/";
    private static final String SYSTEM = "/SYSTEM";
    private static final String ABSTRACT = "/ABSTRACT";

    /** {@return the place of a resolved name} */
    public static TreeKey of(String resolved) {
        String placed = resolved.startsWith(DEVICES) ? resolved.replaceFirst(":", "/") : resolved;
        StringBuilder path = new StringBuilder(resolved.startsWith("/") ? SYSTEM : ABSTRACT);
        for (String part : placed.split("/")) {
            if (!part.isEmpty()) {
                path.append('/').append(part);
            }
        }
        return new TreeKey(path.toString());
    }

    /** {@return a name of it, if not as it was spelt} */
    public String name() {
        return path.startsWith(SYSTEM + '/')
                ? path.substring(SYSTEM.length())
                : path.substring(ABSTRACT.length() + 1);
    }

    /** {@return the parts from the root down} */
    public List<String> parts() {
        return Arrays.asList(path.substring(1).split("/"));
    }

    /** {@return the places that it is below, the nearest first} */
    public List<TreeKey> above() {
        List<TreeKey> above = new ArrayList<>();
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            above.add(new TreeKey(path.substring(0, end)));
        }
        return above;
    }

    /** {@return whether it is below another place} */
    public boolean isBelow(TreeKey other) {
        return path.startsWith(other.path + "/");
    }
}
