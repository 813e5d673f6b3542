// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

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
    private record Client(Asked.Disk disk, String adapter, long number) {}

    /** What was taken with one PHCI; the adapter is that of the commit, empty before one. */
    private static final class Clients {
        private final Map<String, Client> byPath = new LinkedHashMap<>();
        private final Map<String, Client> hung = new LinkedHashMap<>();
        private final Map<String, Set<String>> ways = new HashMap<>();
        private String adapter = "";
        private long number;

        private Stream<String> adapters() {
            Stream<Client> clients =
                    Stream.concat(byPath.values().stream(), hung.values().stream());
            return Stream.concat(Stream.of(adapter), clients.map(Client::adapter))
                    .filter(name -> !name.isEmpty());
        }
    }

    private final Map<String, Clients> byPhci = new HashMap<>();

    /** Counts what was remembered. */
    private long last;

    /**
     * Remembers clients that a PHCI takes along.
     *
     * @param phci what they are taken with
     * @param adapter that showed them
     * @param disks the clients
     * @param ways resources of the PHCIs that they hang by, by device path
     */
    synchronized void add(
            String phci,
            String adapter,
            Collection<Asked.Disk> disks,
            Map<String, Set<String>> ways) {
        Clients clients = touched(phci);
        clients.adapter = adapter;
        put(clients.byPath, adapter, disks);
        ways.forEach((path, phcis) -> clients.ways.merge(path, phcis, Ways::union));
    }

    /**
     * Remembers all clients that hung by what was taken, those among them that kept another path.
     *
     * @param phci what was taken
     * @param adapter that showed them
     * @param disks the clients, by device path
     */
    synchronized void hang(String phci, String adapter, Map<String, Asked.Disk> disks) {
        put(touched(phci).hung, adapter, disks.values());
    }

    /** {@return what a commit adds to} */
    private Clients touched(String phci) {
        Clients clients = byPhci.computeIfAbsent(phci, any -> new Clients());
        clients.number = ++last;
        return clients;
    }

    private void put(Map<String, Client> into, String adapter, Collection<Asked.Disk> disks) {
        disks.forEach(disk -> into.put(disk.path(), new Client(disk, adapter, last)));
    }

    /**
     * Remembers clients that are about to be left to a PHCI: it may end as soon as they are.
     *
     * @param phci that they are left to
     * @param adapter that showed them
     * @param disks the clients
     * @param ways resources of the PHCIs that they hang by, by device path
     * @return device paths of those that were not remembered there before
     */
    synchronized Set<String> expect(
            String phci,
            String adapter,
            Collection<Asked.Disk> disks,
            Map<String, Set<String>> ways) {
        Clients clients = byPhci.computeIfAbsent(phci, any -> new Clients());
        last++;
        List<Asked.Disk> unknown =
                disks.stream().filter(disk -> !clients.byPath.containsKey(disk.path())).toList();
        put(clients.byPath, adapter, unknown);
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
    synchronized Map<String, Asked.Disk> hung(String phci, String adapter) {
        return contains(phci)
                ? new TreeMap<>(disks(byPhci.get(phci).hung, adapter::equals))
                : Map.of();
    }

    /** {@return the clients by device path; none where nothing was taken} */
    synchronized Map<String, Asked.Disk> of(String phci) {
        return contains(phci) ? disks(byPhci.get(phci).byPath, any -> true) : Map.of();
    }

    /** {@return those of them that an adapter showed} */
    synchronized Map<String, Asked.Disk> of(String phci, String adapter) {
        return contains(phci) ? disks(byPhci.get(phci).byPath, adapter::equals) : Map.of();
    }

    private static Map<String, Asked.Disk> disks(
            Map<String, Client> clients, Predicate<String> adapters) {
        Map<String, Asked.Disk> disks = new LinkedHashMap<>();
        clients.values().stream()
                .filter(client -> adapters.test(client.adapter()))
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

    /** {@return name of another device tree adapter that showed any of them; empty for none} */
    synchronized Optional<String> adapterBut(String phci, String adapter) {
        return contains(phci)
                ? byPhci.get(phci).adapters().filter(name -> !name.equals(adapter)).findFirst()
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
        clients.adapter = clients.number <= number ? "" : clients.adapter;
        forgetUnlessUsed(phci, clients);
    }

    private void forgetUnlessUsed(String phci, Clients clients) {
        if (clients.byPath.isEmpty() && clients.hung.isEmpty() && clients.adapter.isEmpty()) {
            byPhci.remove(phci);
        }
    }
}
