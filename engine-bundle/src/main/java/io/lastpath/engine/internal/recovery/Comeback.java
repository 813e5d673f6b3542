// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.recovery;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.call.Modules;
import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.request.Leftover;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether those who were called for a request of an earlier run are back, as far as the request
 * needs them.
 *
 * @param absent names of modules that are not in service, or have not been asked to register yet
 * @param reasons why modules in service are not back, a sentence for each
 * @param unfinished modules in service that could not register for all that they use, or have not
 *     registered again for all that they were called for
 * @param unseen what modules that are back were called for and have not registered for: it may be
 *     on its way, as where a host is read that is shown later, or gone for good
 */
record Comeback(
        Set<String> absent, Set<String> reasons, Set<ModuleSlot> unfinished, Set<String> unseen) {

    static Comeback of(Leftover one, Modules modules, Registrations registrations) {
        Comeback comeback =
                new Comeback(
                        new TreeSet<>(), new TreeSet<>(), new LinkedHashSet<>(), new TreeSet<>());
        calledFor(one)
                .forEach(
                        (name, resources) ->
                                modules.find(name)
                                        .filter(ModuleSlot::isWelcomed)
                                        .ifPresentOrElse(
                                                module ->
                                                        comeback.add(
                                                                module, resources, registrations),
                                                () -> comeback.absent.add(name)));
        return comeback;
    }

    private static Map<String, Set<String>> calledFor(Leftover one) {
        return one.involved().stream()
                .collect(
                        Collectors.groupingBy(
                                Called::module,
                                TreeMap::new,
                                Collectors.mapping(
                                        Called::resource, Collectors.toCollection(TreeSet::new))));
    }

    /** What a module may not register for does not matter to requests that it is no part of. */
    private void add(ModuleSlot module, Set<String> resources, Registrations registrations) {
        Set<String> barred = module.barred().keySet();
        boolean all = module.isRegistered();
        if (!all || !barred.isEmpty()) {
            unfinished.add(module);
        }
        Set<String> missing = new TreeSet<>(resources);
        missing.retainAll(barred);
        missing.forEach(one -> reasons.add(mayNot(module, one)));
        if (!all && barred.isEmpty()) {
            reasons.add(module.unregistered());
        } else if (!all && missing.isEmpty()) {
            // It stopped on its way: only what it has registered is known to be back.
            missing.addAll(resources);
            missing.removeAll(registrations.of(module));
            missing.forEach(one -> reasons.add(hasNot(module, one)));
        } else if (missing.isEmpty()) {
            missing.addAll(resources);
            missing.removeAll(registrations.of(module));
            unseen.addAll(missing);
            missing.stream().findAny().ifPresent(any -> unfinished.add(module));
        }
    }

    private static String mayNot(ModuleSlot module, String resource) {
        return "module "
                + module.name()
                + " may not register for "
                + resource
                + " now, another DR request is in the way";
    }

    private static String hasNot(ModuleSlot module, String resource) {
        String why = module.unregistered();
        return "module "
                + module.name()
                + " has not registered for "
                + resource
                + (why.isEmpty()
                        ? ", a DR request on "
                                + String.join(" ", new TreeSet<>(module.barred().keySet()))
                                + " is in its way"
                        : ": " + why);
    }

    boolean isComplete() {
        return absent.isEmpty() && reasons.isEmpty();
    }

    /** {@return what is the matter, in words} */
    String problem() {
        List<String> problems = new ArrayList<>(reasons);
        if (!absent.isEmpty()) {
            problems.add(0, away(List.copyOf(absent)));
        }
        return String.join("; ", problems);
    }

    private static String away(List<String> names) {
        return (names.size() == 1
                        ? "module " + names.get(0) + " is"
                        : "modules " + String.join(", ", names) + " are")
                + " not back to be told how it ended";
    }
}
