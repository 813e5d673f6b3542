// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.analysis.HandleStates;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * PHCIs that go in a call although nobody was asked about them: none led to a client when that was
 * done, so that this module was not registered for it.
 */
final class Newcomers {

    private static final Set<RcmState> OUT = EnumSet.of(RcmState.OFFLINE, RcmState.REMOVE);

    private Newcomers() {}

    /**
     * Finds one.
     *
     * @param table as it is now
     * @param isKnown tells about what was asked
     * @param wasOut tells about what was out before; who has come back since is new
     * @param isTold tells about clients, by device path
     * @param handle tells what goes
     * @return its resource; empty for none
     */
    static Optional<String> first(
            GroupTable table,
            Predicate<String> isKnown,
            Predicate<String> wasOut,
            Predicate<String> isTold,
            RcmHandle handle) {
        HandleStates states = new HandleStates(table, handle);
        return going(table, handle)
                .filter(phci -> leadsTo(table, phci, isTold.negate()))
                .filter(phci -> !isKnown.test(table.phciResource(phci)))
                .filter(phci -> !handle.isRemoved(table.phciResource(phci)))
                .filter(phci -> !(wasOut.test(table.phciResource(phci)) && isOut(states, phci)))
                .mapToObj(table::phciResource)
                .findFirst();
    }

    /**
     * Finds one about which nobody will be asked.
     *
     * @param table as it is now
     * @param isKnown tells about what is registered
     * @param wasOut tells about what was out before
     * @param handle tells what goes
     * @return a sentence; empty for none
     */
    static Optional<String> unheardOf(
            GroupTable table,
            Predicate<String> isKnown,
            Predicate<String> wasOut,
            RcmHandle handle) {
        return first(table, isKnown, wasOut, any -> false, handle)
                .map(
                        phci ->
                                "PHCI "
                                        + phci
                                        + " goes as well and leads to disks, and nobody is registered"
                                        + " for it, so that nobody can be asked about them; say"
                                        + " 'lastpath refresh' and ask anew");
    }

    /**
     * Finds what goes and is out already when a request asks first: whoever took it out has asked.
     * Later the coordinator shows what this request has made of it.
     *
     * @param table as it is then
     * @param handle tells what goes
     * @return resources of PHCIs
     */
    static Set<String> out(GroupTable table, RcmHandle handle) {
        HandleStates states = new HandleStates(table, handle);
        return going(table, handle)
                .filter(phci -> isOut(states, phci))
                .mapToObj(table::phciResource)
                .collect(Collectors.toSet());
    }

    private static boolean isOut(HandleStates states, int phci) {
        return OUT.contains(states.ownState(phci));
    }

    private static boolean leadsTo(GroupTable table, int phci, Predicate<String> clients) {
        return IntStream.range(0, table.groupCountOf(phci))
                .mapToObj(i -> table.group(table.groupOf(phci, i)))
                .anyMatch(
                        group ->
                                IntStream.range(0, group.size())
                                        .mapToObj(group::devicePath)
                                        .anyMatch(clients));
    }

    private static IntStream going(GroupTable table, RcmHandle handle) {
        Named going = Named.by(handle);
        return IntStream.range(0, table.phciCount())
                .filter(phci -> going.covers(table.phciResource(phci)));
    }
}
