// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A small host drawn at random: PHCIs, clients with repeated paths, users, resource states. */
final class RandomHost {

    private static final int MOST_PHCIS = 5;
    private static final int MOST_CLIENTS = 6;
    private static final int MOST_PATHS = 5;

    private final Random random;
    private final int phciCount;
    private final UsedClients handle = new UsedClients();
    private final List<List<DevicePath>> clients = new ArrayList<>();

    RandomHost(Random random) {
        this.random = random;
        this.phciCount = 1 + random.nextInt(MOST_PHCIS);
        int clientCount = 1 + random.nextInt(MOST_CLIENTS);
        for (int client = 0; client < clientCount; client++) {
            clients.add(randomPaths());
            addUsers("/devices/c" + client);
        }
        for (int phci = 0; phci < phciCount; phci++) {
            if (random.nextInt(5) == 0) {
                handle.state("/devices/p" + phci, RcmState.OFFLINE);
            }
        }
    }

    private List<DevicePath> randomPaths() {
        List<DevicePath> paths = new ArrayList<>();
        int count = 1 + random.nextInt(MOST_PATHS);
        for (int i = 0; i < count; i++) {
            PathState state = PathState.values()[random.nextInt(5)];
            paths.add(Nodes.path("/p" + random.nextInt(phciCount), state));
        }
        return paths;
    }

    private void addUsers(String client) {
        if (random.nextInt(3) == 0) {
            Verdict[] severities = Verdict.values();
            int severity = random.nextInt(severities.length + 1);
            handle.use(
                    client,
                    UsedClients.tuple(
                            registeredName(client),
                            "fs",
                            "uses " + client,
                            severity == severities.length ? null : severities[severity]));
        }
    }

    /** A name below the client's, an alias or a mount point: tuples carry what was registered. */
    private String registeredName(String client) {
        return switch (random.nextInt(3)) {
            case 0 -> client + ":a";
            case 1 -> client.replace("/devices/", "/dev/dsk/");
            default -> "/export" + random.nextInt(3);
        };
    }

    UsedClients handle() {
        return handle;
    }

    List<DeviceNode> nodes() {
        return nodes(IntStream.range(0, clients.size()).boxed().toList(), clients);
    }

    private List<DeviceNode> nodes(List<Integer> order, List<List<DevicePath>> paths) {
        List<DeviceNode> nodes = new ArrayList<>();
        for (int phci = 0; phci < phciCount; phci++) {
            nodes.add(Nodes.phci("/p" + phci));
        }
        for (int client : order) {
            nodes.add(Nodes.client("/c" + client, paths.get(client).toArray(DevicePath[]::new)));
        }
        return nodes;
    }

    /** The same host told in another order. */
    List<DeviceNode> shuffledNodes() {
        List<Integer> order = new ArrayList<>(IntStream.range(0, clients.size()).boxed().toList());
        Collections.shuffle(order, random);
        List<List<DevicePath>> shuffled = new ArrayList<>();
        for (List<DevicePath> paths : clients) {
            List<DevicePath> copy = new ArrayList<>(paths);
            Collections.shuffle(copy, random);
            shuffled.add(copy);
        }
        List<DeviceNode> nodes = nodes(order, shuffled);
        Collections.shuffle(nodes.subList(0, phciCount), random);
        return nodes;
    }

    /** The same host after one path, if one is down, came back. */
    List<DeviceNode> nodesWithRecoveredPath() {
        List<List<DevicePath>> recovered = new ArrayList<>(clients);
        int client = random.nextInt(clients.size());
        List<DevicePath> paths = new ArrayList<>(clients.get(client));
        int path = random.nextInt(paths.size());
        PathState better = random.nextBoolean() ? PathState.ONLINE : PathState.STANDBY;
        if (!paths.get(path).state().isUsable()) {
            paths.set(path, new DevicePath(paths.get(path).phci(), better, ""));
        }
        recovered.set(client, paths);
        return nodes(IntStream.range(0, clients.size()).boxed().toList(), recovered);
    }

    /** The same wiring, with all clients of a group in the states of one of them. */
    List<DeviceNode> nodesWithEqualStatesInGroups() {
        Map<String, PathState> states = new HashMap<>();
        List<List<DevicePath>> equal = new ArrayList<>();
        for (List<DevicePath> paths : clients) {
            List<String> set = paths.stream().map(path -> path.phci().toString()).sorted().toList();
            Map<String, Integer> seen = new HashMap<>();
            List<DevicePath> copy = new ArrayList<>();
            for (DevicePath path : paths) {
                int repetition = seen.merge(path.phci().toString(), 1, Integer::sum);
                PathState state =
                        states.computeIfAbsent(
                                set + " " + path.phci() + " " + repetition, any -> path.state());
                copy.add(new DevicePath(path.phci(), state, ""));
            }
            equal.add(copy);
        }
        return nodes(IntStream.range(0, clients.size()).boxed().toList(), equal);
    }

    int phciCount() {
        return phciCount;
    }
}
