// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * PHCIs that go in a call although nobody was asked about them: none led to a client when that was
 * done, so that this module was not registered for it.
 */
final class Newcomers {

    private static final Pattern SLASHES = Pattern.compile("/+");

    private Newcomers() {}

    /**
     * Finds one.
     *
     * @param table as it is now
     * @param memory what the request asked
     * @param handle tells what goes, and what has gone before
     * @return its resource; empty for none
     */
    static Optional<String> first(GroupTable table, RequestMemory memory, RcmHandle handle) {
        List<String> going = handle.resources().stream().map(Newcomers::plain).toList();
        return IntStream.range(0, table.phciCount())
                .filter(phci -> table.groupCountOf(phci) > 0)
                .mapToObj(table::phciResource)
                .filter(phci -> going.stream().anyMatch(one -> isWithin(phci, one)))
                .filter(phci -> !memory.isAsked(phci))
                .filter(phci -> isThere(phci, handle))
                .findFirst();
    }

    private static boolean isWithin(String phci, String going) {
        return phci.equals(going) || phci.startsWith(going + "/");
    }

    /** {@return a name as it was given, without slashes that mean nothing} */
    private static String plain(String name) {
        return SLASHES.matcher(name).replaceAll("/").replaceFirst("/$", "");
    }

    /** What is out already was asked about by whoever took it out. */
    private static boolean isThere(String phci, RcmHandle handle) {
        try {
            return handle.getResourceState(phci) == RcmState.ONLINE && !handle.isRemoved(phci);
        } catch (RcmException e) {
            return true;
        }
    }
}
