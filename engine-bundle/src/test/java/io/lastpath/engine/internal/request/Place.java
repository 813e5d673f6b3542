// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.names.CallRefused;
import io.lastpath.engine.internal.names.NameResolver;
import io.lastpath.engine.internal.names.ResolvedName;

/** Resources for interleavings: two branches of one tree, three deep. */
public enum Place {
    CARD("/card"),
    PORT("/card/port"),
    DISK("/card/port/disk"),
    OTHER("/card/other");

    private final ResolvedName resolved;

    Place(String name) {
        try {
            resolved = new NameResolver(link -> link).resolve(name);
        } catch (CallRefused e) {
            throw new AssertionError(e);
        }
    }

    ResolvedName resolved() {
        return resolved;
    }

    String text() {
        return resolved.text();
    }

    boolean isBelow(Place other) {
        return text().startsWith(other.text() + "/");
    }

    static Place of(String text) {
        for (Place one : values()) {
            if (one.text().equals(text)) {
                return one;
            }
        }
        throw new AssertionError("no place " + text);
    }
}
