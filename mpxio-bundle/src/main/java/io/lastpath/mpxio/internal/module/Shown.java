// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import java.util.List;
import java.util.stream.Collectors;

/** Names as a sentence shows them. */
final class Shown {

    private static final int MOST = 8;

    private Shown() {}

    static String of(List<String> names) {
        String more = names.size() > MOST ? " and " + (names.size() - MOST) + " more" : "";
        return names.stream().limit(MOST).collect(Collectors.joining(", ")) + more;
    }
}
