// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.Origin;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The clients whose users were told to let go, by PHCI, until that comes back or is removed, which
 * may be long after the request. Safe for use by several threads.
 */
final class Taken {

    /** A client as an adapter showed it when it was remembered last. */
    private record Client(Asked.Disk disk, Origin origin, long number) {}

    /** What was taken with one PHCI; the origin is that of the commit, none before one. */
    private static final class Clients {
        private final Map<String, Client> byPath = new LinkedHashMap<>();
        private final Map<String, Client> hung = new LinkedHashMap<>();
        private final Map<String, Set<String>> ways = new HashMap<>();
        private Origin origin = Origin.NONE;
        private long number;

        private Stream<Origin> origins() {
            Stream<Client> clients =
                    Stream.concat(byPath.values().stream(), hung.values().stream());
            return Stream.concat(Stream.of(origin), clients.map(Client::origin))
                    .filter(one -> !one.equals(Origin.NONE));
        }
    }

    private final Map<String, Clients> byPhci = new HashMap<>();

    /** Counts what was remembered. */
    private long last;

    /**
     * Remembers clients that a PHCI takes along.
     *
     * @param phci what they are taken with
     * @param origin adapter that showed them
     * @param disks the clients
     * @param ways resources of the PHCIs that they hang by, by device path
     */
    synchronized void add(
            String phci,
            Origin origin,
            Collection<Asked.Disk> disks,
            Map<String, Set<String>> ways) {
        Clients clients = touched(phci);
        clients.origin = origin;
        put(clients.byPath, origin, disks);
        ways.forEach((path, phcis) -> clients.ways.merge(path, phcis, Ways::union));
    }

    /**
     * Remembers all clients that hung by what was taken, those among them that kept another path.
     *
     * @param phci what was taken
     * @param origin adapter that showed them
     * @param disks the clients, by device path
     */
    synchronized void hang(String phci, Origin origin, Map<String, Asked.Disk> disks) {
        put(touched(phci).hung, origin, disks.values());
    }

    /** {@return what a commit adds to} */
    private Clients touched(String phci) {
        Clients clients = byPhci.computeIfAbsent(phci, any -> new Clients());
        clients.number = ++last;
        return clients;
    }

    private void put(Map<String, Client> into, Origin origin, Collection<Asked.Disk> disks) {
        disks.forEach(disk -> into.put(disk.path(), new Client(disk, origin, last)));
    }

    /**
     * Remembers clients that are about to be left to a PHCI: it may end as soon as they are.
     *
     * @param phci that they are left to
     * @param origin adapter that showed them
     * @param disks the clients
     * @param ways resources of the PHCIs that they hang by, by device path
     * @return device paths of those that were not remembered there before
     */
    synchronized Set<String> expect(
            String phci,
            Origin origin,
            Collection<Asked.Disk> disks,
            Map<String, Set<String>> ways) {
        Clients clients = byPhci.computeIfAbsent(phci, any -> new Clients());
        last++;
        List<Asked.Disk> unknown =
                disks.stream().filter(disk -> !clients.byPath.containsKey(disk.path())).toList();
        put(clients.byPath, origin, unknown);
        unknown.forEach(
                disk -> clients.ways.merge(disk.path(), ways.get(disk.path()), Ways::union));
        return unknown.stream().map(Asked.Disk::path).collect(Collectors.toSet());
    }

    /** Forgets clients that were expected and have not been left there. */
    synchronized void takeBack(String phci, Set<String> paths) {
        Clients clients = byPhci.get(phci);
        if (clients != null) {
            clients.byPath.keySet().removeAll(paths);
            forgetUnlessUsed(phci, clients);
        }
    }

    /** {@return all clients that hung by a PHCI when it was taken, as an adapter showed them} */
    synchronized Map<String, Asked.Disk> hung(String phci, Origin origin) {
        return contains(phci)
                ? new TreeMap<>(disks(byPhci.get(phci).hung, origin::equals))
                : Map.of();
    }

    /** {@return the clients by device path; none where nothing was taken} */
    synchronized Map<String, Asked.Disk> of(String phci) {
        return contains(phci) ? disks(byPhci.get(phci).byPath, any -> true) : Map.of();
    }

    /** {@return those of them that an adapter showed} */
    synchronized Map<String, Asked.Disk> of(String phci, Origin origin) {
        return contains(phci) ? disks(byPhci.get(phci).byPath, origin::equals) : Map.of();
    }

    private static Map<String, Asked.Disk> disks(
            Map<String, Client> clients, Predicate<Origin> origins) {
        Map<String, Asked.Disk> disks = new LinkedHashMap<>();
        clients.values().stream()
                .filter(client -> origins.test(client.origin()))
                .map(Client::disk)
                .forEach(disk -> disks.put(disk.path(), disk));
        return disks;
    }

    /** {@return resources of the PHCIs with which a client was taken, told by its device path} */
    synchronized Set<String> with(String path) {
        return byPhci.entrySet().stream()
                .filter(each -> each.getValue().byPath.containsKey(path))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** {@return resources of the PHCIs that they hung by when they were taken, by device path} */
    synchronized Map<String, Set<String>> ways(String phci) {
        return contains(phci) ? new HashMap<>(byPhci.get(phci).ways) : Map.of();
    }

    /** {@return another device tree adapter that showed any of them; empty for none} */
    synchronized Optional<Origin> originBut(String phci, Origin origin) {
        return contains(phci)
                ? byPhci.get(phci).origins().filter(one -> !one.equals(origin)).findFirst()
                : Optional.empty();
    }

    /**
     * Notes that clients are back, whichever PHCI brought them: those that they were taken with
     * have them out no more, and are where they hung.
     *
     * @param clients resource names
     */
    synchronized void giveBack(Set<String> clients) {
        byPhci.values().forEach(each -> giveBack(clients, each));
    }

    private static void giveBack(Set<String> clients, Clients from) {
        List<Client> back =
                from.byPath.values().stream()
                        .filter(client -> clients.contains(client.disk().resource()))
                        .toList();
        for (Client client : back) {
            from.byPath.remove(client.disk().path());
            from.hung.put(client.disk().path(), client);
        }
    }

    synchronized boolean contains(String phci) {
        return byPhci.containsKey(phci);
    }

    /** {@return how much has been remembered so far} */
    synchronized long number() {
        return last;
    }

    /**
     * Forgets what was taken with a PHCI, but for what was remembered later.
     *
     * @param phci the PHCI
     * @param number how much had been remembered
     */
    synchronized void forget(String phci, long number) {
        Clients clients = byPhci.get(phci);
        if (clients == null) {
            return;
        }
        clients.byPath.values().removeIf(client -> client.number() <= number);
        clients.hung.values().removeIf(client -> client.number() <= number);
        clients.origin = clients.number <= number ? Origin.NONE : clients.origin;
        forgetUnlessUsed(phci, clients);
    }

    private void forgetUnlessUsed(String phci, Clients clients) {
        if (clients.byPath.isEmpty()
                && clients.hung.isEmpty()
                && clients.origin.equals(Origin.NONE)) {
            byPhci.remove(phci);
        }
    }
}
