// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Analysis;
import io.lastpath.mpxio.internal.analysis.ClientLoss;
import io.lastpath.mpxio.internal.analysis.Doubts;
import io.lastpath.mpxio.internal.analysis.Informant;
import io.lastpath.mpxio.internal.analysis.Losses;
import io.lastpath.mpxio.internal.analysis.OnlinePhcis;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an operation on one PHCI does to its clients. Immutable.
 *
 * @param state the table that this was worked out on
 * @param affected clients left without a usable path
 * @param clients resource names of those that can be named
 * @param allNamed whether these are all that may be affected
 * @param gravity how grave it is, as far as this module can tell
 * @param doubts why this may be wrong, a sentence each
 */
record Effect(
        TableState state,
        List<ClientLoss> affected,
        List<String> clients,
        boolean allNamed,
        List<Assessment> gravity,
        List<String> doubts) {

    /**
     * Works it out.
     *
     * @param state the table
     * @param analysis how
     * @param asked tells which PHCIs are online
     * @param resource the PHCI
     * @return what the loss of it does
     */
    static Effect of(TableState state, Analysis analysis, OnlinePhcis asked, String resource) {
        int phci = state.table().phciByResource(resource);
        return phci < 0
                ? ofNone(state, List.of("PHCI " + resource + " is not in the device tree"))
                : of(state, analysis, asked, phci);
    }

    /** Registered once, and no longer in the table: what hung there cannot be told. */
    private static Effect ofNone(TableState state, List<String> why) {
        return of(state, List.of(), any -> true, why);
    }

    /**
     * Works out what it does that a PHCI is gone.
     *
     * @param state the table, which lacks it
     * @param online tells which PHCIs are online
     * @param through device paths of the clients that had a path there
     * @return those of them that are there without a usable path
     */
    static Effect ofGone(TableState state, OnlinePhcis online, Set<String> through) {
        GroupTable table = state.table();
        OnlinePhcis remembered = online.remembering(table.phciCount());
        List<ClientLoss> lost = new ArrayList<>();
        for (int g = 0; g < table.groupCount(); g++) {
            Group group = table.group(g);
            for (int client = 0; client < group.size(); client++) {
                if (through.contains(group.devicePath(client))
                        && !hasPath(group, client, remembered)) {
                    lost.add(new ClientLoss(group, client, 0, 0));
                }
            }
        }
        return of(state, lost, remembered, List.of());
    }

    /** {@return this, with clients that are affected in another way} */
    Effect and(Effect other) {
        Set<String> paths = paths();
        List<ClientLoss> more =
                other.affected.stream()
                        .filter(loss -> !paths.contains(loss.group().devicePath(loss.client())))
                        .toList();
        return more.isEmpty()
                ? this
                : new Effect(
                        state,
                        join(affected, more),
                        join(clients, named(more)),
                        allNamed && other.allNamed,
                        gravity,
                        doubts);
    }

    private static <T> List<T> join(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static boolean hasPath(Group group, int client, OnlinePhcis online) {
        return IntStream.range(0, group.slots())
                .anyMatch(
                        slot -> group.isUsable(client, slot) && online.isOnline(group.phci(slot)));
    }

    private static Effect of(
            TableState state, List<ClientLoss> lost, OnlinePhcis online, List<String> why) {
        List<String> doubts = new ArrayList<>(why);
        doubts.addAll(Doubts.about(state, online));
        List<String> clients = named(lost);
        boolean allNamed = clients.size() == lost.size() && state.table().gaps().adriftCount() == 0;
        return new Effect(state, lost, clients, allNamed, List.of(), doubts);
    }

    private static List<String> named(List<ClientLoss> lost) {
        return lost.stream()
                .filter(loss -> loss.group().isNameable(loss.client()))
                .map(Effect::resource)
                .toList();
    }

    private static Effect of(TableState state, Analysis analysis, OnlinePhcis asked, int phci) {
        GroupTable table = state.table();
        boolean exact = analysis == Analysis.EXACT;
        // The C module asked anew for each group; its answer depends on that order only.
        KnownPhcis known = new KnownPhcis(asked, table.phciCount());
        OnlinePhcis online = exact ? asked.remembering(table.phciCount()) : known;
        Losses losses = analysis.losses(table, phci, online);
        List<ClientLoss> affected = losses.endangered();
        List<String> clients = named(affected);
        return new Effect(
                state,
                affected,
                clients,
                clients.size() == affected.size() && table.gaps().adriftCount() == 0,
                exact ? Gravity.of(losses) : Gravity.behindGroups(table, phci, known, clients),
                Doubts.about(state, exact ? online : any -> true));
    }

    /**
     * {@return why nobody knows who uses the affected clients that can be named, or disks that are
     * no clients: whoever answers for all of them was not heard; empty where it was}
     */
    String silence(RcmHandle handle) {
        Informant informant = new Informant(state.informant());
        if (informant.module().isEmpty() || clients.isEmpty()) {
            return informant.absence(handle);
        }
        List<InfoTuple> heard = handle.inspect(clients, RcmFlags.NONE).tuples();
        List<String> missed =
                affected.stream()
                        .filter(loss -> loss.group().isNameable(loss.client()))
                        .filter(loss -> informant.isMissed(resource(loss), heard))
                        .map(loss -> loss.group().label(loss.client()))
                        .toList();
        return missed.isEmpty() ? "" : informant.silence(missed);
    }

    private static String resource(ClientLoss loss) {
        return loss.group().resource(loss.client());
    }

    /** {@return device paths of the affected clients} */
    Set<String> paths() {
        return affected.stream()
                .map(loss -> loss.group().devicePath(loss.client()))
                .collect(Collectors.toSet());
    }

    /** {@return resource names of the affected clients but some, told by their device paths} */
    List<String> clientsBut(Predicate<String> some) {
        return affected.stream()
                .filter(loss -> loss.group().isNameable(loss.client()))
                .filter(loss -> !some.test(loss.group().devicePath(loss.client())))
                .map(Effect::resource)
                .toList();
    }

    /** {@return resource names of the affected clients, and of others that go with them} */
    List<String> clientsAnd(List<Asked.Disk> gone) {
        Set<String> named = Set.copyOf(clients);
        Stream<String> others =
                gone.stream()
                        .map(Asked.Disk::resource)
                        .filter(name -> !name.isEmpty() && !named.contains(name));
        return join(clients, others.toList());
    }

    /** {@return how grave an offline would be, in this module's own view} */
    List<Assessment> assessments() {
        if (!allNamed || !doubts.isEmpty()) {
            return List.of(unknown());
        }
        return gravity;
    }

    /** {@return the doubts only, if there are any} */
    List<Assessment> doubtful() {
        return allNamed && doubts.isEmpty() ? List.of() : List.of(unknown());
    }

    Assessment unknown() {
        return new Assessment(
                Verdict.UNKNOWN,
                doubts.isEmpty()
                        ? "a client that would be left without a usable path cannot be named"
                        : String.join("; ", doubts));
    }
}
