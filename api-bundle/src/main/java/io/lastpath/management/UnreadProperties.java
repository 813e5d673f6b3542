// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds properties of a configuration that nobody reads: misspelt ones, and those that an earlier
 * version had. Nothing would tell of them otherwise.
 */
public final class UnreadProperties {

    /**
     * How names begin that are added to each configuration: by ConfigurationAdmin, Declarative
     * Services, FileInstall and the framework. Those with a dot at the beginning are private.
     */
    private static final List<String> ADDED =
            List.of("service.", "component.", "felix.", "osgi.", "org.", ".");

    /** How names end by which Declarative Services bind the references of a component. */
    private static final List<String> OF_REFERENCES = List.of(".target", ".cardinality.minimum");

    private UnreadProperties() {}

    /**
     * Looks for them.
     *
     * @param pid name of the configuration
     * @param config says which properties are read: its methods are named after them
     * @param configured names of the properties that are there, also those that the framework adds
     * @param retired what to do instead of a property that is not read any more, in a few words, by
     *     its name
     * @return a sentence for each, by name; empty for none
     */
    public static List<String> of(
            String pid,
            Class<? extends Annotation> config,
            Set<String> configured,
            Map<String, String> retired) {
        Set<String> read =
                Arrays.stream(config.getDeclaredMethods())
                        .map(Method::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        return configured.stream()
                .filter(name -> !read.contains(name) && !isOfFramework(name))
                .sorted()
                .map(name -> sentence(pid, name, read, retired))
                .toList();
    }

    private static boolean isOfFramework(String name) {
        return ADDED.stream().anyMatch(name::startsWith)
                || OF_REFERENCES.stream().anyMatch(name::endsWith);
    }

    private static String sentence(
            String pid, String name, Set<String> read, Map<String, String> retired) {
        String start = "Configuration " + pid + ": property '" + name + "' is not read";
        return retired.containsKey(name)
                ? start + " any more: " + retired.get(name) + "."
                : start + "; there are " + String.join(", ", read) + ".";
    }
}
