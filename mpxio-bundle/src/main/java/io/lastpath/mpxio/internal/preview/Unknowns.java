// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Why nobody knows who uses some clients: a sentence each, not more than people read. */
public final class Unknowns {

    private static final int MOST = 10;

    private Unknowns() {}

    /**
     * Collects the sentences.
     *
     * @param impacts what happens to the clients
     * @param plain disks that are no clients
     * @return each sentence once; empty where all users are known
     */
    public static List<String> of(List<Impact> impacts, List<PlainDisk> plain) {
        return limited(
                Stream.concat(
                                impacts.stream().map(Impact::doubt),
                                plain.stream().map(PlainDisk::doubt))
                        .filter(doubt -> !doubt.isEmpty())
                        .distinct()
                        .toList());
    }

    /** {@return as many as people read, and how many more there are} */
    static List<String> limited(List<String> unknowns) {
        int more = unknowns.size() - MOST;
        if (more <= 0) {
            return unknowns;
        }
        List<String> shown = new ArrayList<>(unknowns.subList(0, MOST));
        shown.add("and " + more + " more of this kind");
        return shown;
    }
}
