// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.host;

import java.util.Set;

/**
 * A use that hangs by a disk. Immutable.
 *
 * @param use the use
 * @param way what stands between it and the disk, for example {@code vg-data on mpathb}
 * @param premises what its fate rests on beside that, to be compared and not to be shown
 */
public record Stake(Use use, String way, Set<String> premises) {

    /** {@return who it is, in a few words} */
    public String text() {
        return use.what() + " " + way;
    }
}
