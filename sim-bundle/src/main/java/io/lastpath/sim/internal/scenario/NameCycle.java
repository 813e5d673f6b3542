// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for clients that are PHCIs of one another in a circle. Goes without recursion, since a
 * chain may be as long as a scenario. Used once, by one thread.
 */
final class NameCycle {

    private static final int SHOWN = 5;

    private final Map<String, Set<String>> phcisOf = new LinkedHashMap<>();
    private final Set<String> done = new HashSet<>();
    private final List<String> trail = new ArrayList<>();
    private final Set<String> onTrail = new HashSet<>();
    private final Deque<Iterator<String>> pending = new ArrayDeque<>();

    NameCycle(List<ScenarioClient> clients) {
        Set<String> names = new HashSet<>();
        clients.forEach(client -> client.path().ifPresent(names::add));
        for (ScenarioClient client : clients) {
            for (ScenarioPath path : client.paths()) {
                // Only a PHCI that is a client itself can lead on.
                if (client.path().isPresent() && path.phci().filter(names::contains).isPresent()) {
                    phcisOf.computeIfAbsent(client.path().get(), key -> new LinkedHashSet<>())
                            .add(path.phci().get());
                }
            }
        }
    }

    /** {@return the names along the first cycle, each once; empty for none} */
    List<String> find() {
        for (String start : phcisOf.keySet()) {
            List<String> cycle = done.contains(start) ? List.of() : findFrom(start);
            if (!cycle.isEmpty()) {
                return cycle;
            }
        }
        return List.of();
    }

    private List<String> findFrom(String start) {
        enter(start);
        while (!pending.isEmpty()) {
            Iterator<String> next = pending.peek();
            if (!next.hasNext()) {
                leave();
                continue;
            }
            String name = next.next();
            if (onTrail.contains(name)) {
                return trail.subList(trail.indexOf(name), trail.size());
            }
            if (phcisOf.containsKey(name) && !done.contains(name)) {
                enter(name);
            }
        }
        return List.of();
    }

    private void enter(String name) {
        trail.add(name);
        onTrail.add(name);
        pending.push(phcisOf.get(name).iterator());
    }

    private void leave() {
        pending.pop();
        String name = trail.remove(trail.size() - 1);
        onTrail.remove(name);
        done.add(name);
    }

    /** {@return a cycle in words, the first name again at its end} */
    static String describe(List<String> cycle) {
        String names =
                cycle.stream().limit(SHOWN).map(Words::quote).collect(Collectors.joining(" > "));
        String more = cycle.size() > SHOWN ? " > (" + (cycle.size() - SHOWN) + " more)" : "";
        return names + more + " > " + Words.quote(cycle.get(0));
    }
}
