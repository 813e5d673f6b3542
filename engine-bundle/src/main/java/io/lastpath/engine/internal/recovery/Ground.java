// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.recovery;

import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.registry.SubtreeWalk;
import io.lastpath.engine.internal.registry.SubtreeWalk.Reach;
import io.lastpath.engine.internal.request.Leftover;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RegistrationKind;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a leftover has to do with: its request, places in the tree with what is above and below
 * them, and modules, each of which is called for one leftover at a time. Immutable.
 *
 * @param number of its request
 * @param paths of its own place, those that it hangs by, and those that hang by it
 * @param modules that were called for it and for those that hang by it, or are registered there
 *     now, for themselves or for processes
 */
record Ground(long number, NavigableSet<String> paths, Set<String> modules) {

    private static final long NO_REQUEST = -1;

    static Ground of(Leftover one, Registrations registrations) {
        NavigableSet<String> paths = new TreeSet<>();
        one.places().stream().map(TreeKey::path).forEach(paths::add);
        Set<String> modules =
                one.involved().stream().map(Called::module).collect(Collectors.toSet());
        one.told().forEach(place -> addWhoIsThere(place, registrations, modules));
        return new Ground(one.number(), paths, Set.copyOf(modules));
    }

    /**
     * Finds what a refusal has to do with.
     *
     * @param refusers who refused by themselves
     * @param tuples what was said, and what was in the way
     * @return their places and modules; of no request
     */
    static Ground of(Set<Called> refusers, List<InfoTuple> tuples) {
        NavigableSet<String> paths = new TreeSet<>();
        Set<String> modules = new HashSet<>();
        refusers.forEach(
                one -> {
                    paths.add(TreeKey.of(one.resource()).path());
                    modules.add(one.module());
                });
        tuples.forEach(
                one -> {
                    paths.add(TreeKey.of(one.resource()).path());
                    modules.add(one.module());
                });
        modules.remove(""); // what is in the way has no module
        return new Ground(NO_REQUEST, paths, Set.copyOf(modules));
    }

    private static void addWhoIsThere(
            TreeKey place, Registrations registrations, Set<String> modules) {
        SubtreeWalk walk = registrations.walk(place, Reach.EVERYWHERE);
        for (List<Registrant> node = walk.next(); node != null; node = walk.next()) {
            node.stream()
                    .filter(one -> registrations.wants(one, RegistrationKind.DR))
                    .forEach(one -> modules.add(one.module().name()));
        }
    }

    /** {@return whether the two have to be worked on one after the other} */
    boolean touches(Ground other) {
        return number == other.number
                || !Collections.disjoint(modules, other.modules)
                || paths.stream().anyMatch(other::isNear);
    }

    private boolean isNear(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (paths.contains(path.substring(0, end))) {
                return true;
            }
        }
        String below = paths.ceiling(path + '/');
        return below != null && below.startsWith(path + '/');
    }
}
