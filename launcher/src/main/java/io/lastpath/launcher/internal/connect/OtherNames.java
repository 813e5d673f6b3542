// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import io.lastpath.devinfo.ResourceName;
import io.lastpath.management.PhciData;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may be meant by a name that no PHCI has. Immutable. */
final class OtherNames {

    /** How many are offered. */
    private static final int NAMED = 3;

    private final List<String> paths;

    OtherNames(List<PhciData> phcis) {
        this.paths = phcis.stream().map(PhciData::devicePath).toList();
    }

    /** {@return what to say instead, as a clause} */
    String insteadOf(String name) {
        String meant = ending(name);
        List<String> on = on(name);
        if (!meant.isEmpty()) {
            return "if this is meant, say " + meant;
        }
        return switch (on.size()) {
            case 0 -> "'lastpath phcis' lists those that there are";
            case 1 -> "the one on it is " + on.get(0);
            default -> "those on it are " + list(on);
        };
    }

    /** A PCI function is often written without its domain. */
    private String ending(String name) {
        return paths.stream()
                .map(path -> path.replaceFirst(".*/", ""))
                .filter(end -> end.endsWith(":" + name))
                .distinct()
                .limit(NAMED)
                .collect(Collectors.joining(" or "));
    }

    /** A function with several hosts is no PHCI itself. */
    private List<String> on(String name) {
        Predicate<String> isIt =
                above ->
                        name.equals(above)
                                || name.equals(ResourceName.of(above))
                                || isEnd(name, above.replaceFirst(".*/", ""));
        return paths.stream().filter(path -> above(path).anyMatch(isIt)).toList();
    }

    private static Stream<String> above(String path) {
        return Stream.iterate(parent(path), above -> !above.isEmpty(), OtherNames::parent);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static boolean isEnd(String name, String component) {
        return name.equals(component)
                || name.equals(PhciNames.id(component))
                || name.contains(":") && component.endsWith(":" + name);
    }

    private static String list(List<String> on) {
        int rest = on.size() - NAMED;
        int last = on.size() - 1;
        return rest > 0
                ? String.join(", ", on.subList(0, NAMED))
                        + (" and " + rest + " more; 'lastpath phcis' lists them")
                : String.join(", ", on.subList(0, last)) + " and " + on.get(last);
    }
}
