// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.engine.internal.crash.Deed.Kind;
import io.lastpath.rcm.Initiator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Does one thing after the other in a tree of its own, for several initiators. */
final class CrashClient implements Runnable {

    private final String tree;
    private final String run;
    private final Doing doing;
    private final Set<String> present;
    private final Random random;
    private final List<String> resources;
    private List<Row> open = List.of();
    private int deeds;

    /**
     * A client.
     *
     * @param tree its tree
     * @param run part of the names of its deeds
     * @param doing does them
     * @param present ids of the initiators that are there
     * @param random decides
     */
    CrashClient(String tree, String run, Doing doing, Set<String> present, Random random) {
        this.tree = tree;
        this.run = run;
        this.doing = doing;
        this.present = present;
        this.random = random;
        this.resources = new Topology(List.of(tree)).resources(tree);
    }

    @Override
    public void run() {
        open = doing.make(deed(Kind.INFO, anybody(), List.of(any(resources))));
        while (true) {
            open = doing.make(next());
        }
    }

    private Deed next() {
        List<Row> outside = open.stream().filter(Row::isOutside).toList();
        int choice = random.nextInt(20);
        if (choice < 9 && !outside.isEmpty()) {
            return end(any(outside));
        }
        if (choice == 9 && initiators().size() > 1) {
            long pid = anybody();
            return pid == Initiator.NO_PID
                    ? deed(Kind.CAPACITY, pid, List.of())
                    : deed(Kind.DIE, pid, List.of());
        }
        Kind begin = begin();
        return deed(begin, anybody(), about(begin));
    }

    private List<String> about(Kind kind) {
        return switch (kind) {
            case EVENT -> Topology.supplied(tree);
            case FILESYS -> List.of(Topology.root(tree));
            default -> some();
        };
    }

    private Deed end(Row row) {
        Kind kind =
                random.nextInt(5) == 0
                        ? any(List.of(Kind.ONLINE, Kind.REMOVE, Kind.RESUME))
                        : isSuspended(row)
                                ? Kind.RESUME
                                : any(List.of(Kind.ONLINE, Kind.ONLINE, Kind.REMOVE));
        long pid = random.nextInt(8) == 0 ? anybody() : pid(row.initiator());
        return deed(kind, pid, List.of(row.resource()));
    }

    private static boolean isSuspended(Row row) {
        return switch (row.state()) {
            case SUSPENDED, SUSPEND_FAIL -> true;
            default -> false;
        };
    }

    private Kind begin() {
        return any(
                List.of(
                        Kind.OFFLINE,
                        Kind.OFFLINE,
                        Kind.OFFLINE,
                        Kind.FORCE,
                        Kind.RETIRE,
                        Kind.FILESYS,
                        Kind.EVENT,
                        Kind.EVENT,
                        Kind.QUERY,
                        Kind.SUSPEND,
                        Kind.CAPACITY,
                        Kind.INFO));
    }

    /** Often the adapters, which have dependents in common. */
    private List<String> some() {
        if (random.nextInt(3) == 0) {
            return List.of("/devices/" + tree + "/hba" + random.nextInt(2));
        }
        List<String> shuffled = new ArrayList<>(resources);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, 1 + random.nextInt(2) * random.nextInt(3)));
    }

    private Deed deed(Kind kind, long pid, List<String> on) {
        return new Deed(tree + run + "-" + ++deeds, kind, pid, on);
    }

    private long anybody() {
        return pid(any(initiators()));
    }

    private List<String> initiators() {
        return present.stream().filter(one -> Crew.treeOf(one).equals(tree)).sorted().toList();
    }

    private static long pid(String id) {
        return id.startsWith("pid ") ? Long.parseLong(id.substring(4)) : Initiator.NO_PID;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
