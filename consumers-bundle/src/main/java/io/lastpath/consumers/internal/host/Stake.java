// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.host;

/**
 * A use that hangs by a disk. Immutable.
 *
 * @param use the use
 * @param way what stands between it and the disk, for example {@code vg-data on mpathb}
 */
public record Stake(Use use, String way) {

    /** {@return who it is, in a few words} */
    public String text() {
        return use.what() + " " + way;
    }
}
