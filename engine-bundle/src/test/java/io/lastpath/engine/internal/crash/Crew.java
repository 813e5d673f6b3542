// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** The initiators of each tree: processes that die and are followed by others, and a person. */
final class Crew {

    private static final int PROCESSES = 2;

    private final Random random;
    private final List<String> trees;
    private final Set<String> living = new TreeSet<>();
    private long lastPid = 1_000;

    Crew(Random random, List<String> trees) {
        this.random = random;
        this.trees = trees;
    }

    /** {@return who is there in the next run; who is not there any more never comes back} */
    Set<String> next(Set<String> dead) {
        living.removeAll(dead);
        living.removeIf(one -> random.nextInt(4) == 0);
        for (String tree : trees) {
            while (living.stream().filter(one -> treeOf(one).equals(tree)).count() < PROCESSES) {
                lastPid++;
                String process = "pid " + (lastPid * 10 + trees.indexOf(tree));
                living.add(process);
            }
        }
        Set<String> present = new TreeSet<>(living);
        for (String tree : trees) {
            if (random.nextBoolean()) {
                present.add("jmx admin-" + tree); // whose connection may be gone, and come again
            }
        }
        return present;
    }

    /** {@return the tree that an initiator works in} */
    static String treeOf(String id) {
        List<String> trees = new ArrayList<>(CrashChild.TREES);
        return id.startsWith("pid ")
                ? trees.get(id.charAt(id.length() - 1) - '0')
                : id.substring(id.length() - 1);
    }
}
