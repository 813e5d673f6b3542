// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.recovery;

import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.engine.internal.request.Leftover;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What a leftover has to do with: its request, and places in the tree with what is above and below
 * them. Immutable.
 *
 * @param number of its request
 * @param paths of its own place, those that it hangs by, and those that hang by it
 */
record Ground(long number, NavigableSet<String> paths) {

    static Ground of(Leftover one) {
        NavigableSet<String> paths = new TreeSet<>();
        one.places().stream().map(TreeKey::path).forEach(paths::add);
        return new Ground(one.number(), paths);
    }

    /** {@return whether the two have to be worked on one after the other} */
    boolean touches(Ground other) {
        return number == other.number || paths.stream().anyMatch(other::isNear);
    }

    private boolean isNear(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (paths.contains(path.substring(0, end))) {
                return true;
            }
        }
        String below = paths.ceiling(path + '/');
        return below != null && below.startsWith(path + '/');
    }
}
