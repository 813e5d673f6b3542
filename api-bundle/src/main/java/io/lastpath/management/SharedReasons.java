// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reasons that several modules give in the same words, as where none of them can list disks. */
public final class SharedReasons {

    private static final Pattern OF_A_MODULE =
            Pattern.compile("module (\\S+) (.*)", Pattern.DOTALL);

    private SharedReasons() {}

    /**
     * Says once what is said of several modules.
     *
     * @param reasons sentences, of which those about a module begin with the word and its name
     * @return each but for repetitions, in the order given; where others differ in the module only,
     *     the first one with the names of those modules at its end
     */
    public static List<String> together(List<String> reasons) {
        Map<String, List<String>> modules = new LinkedHashMap<>();
        for (String reason : reasons) {
            Matcher matcher = OF_A_MODULE.matcher(reason);
            boolean matches = matcher.matches();
            List<String> same =
                    modules.computeIfAbsent(
                            matches ? matcher.group(2) : reason, any -> new ArrayList<>());
            String name = matches ? matcher.group(1) : "";
            if (!same.contains(name)) {
                same.add(name);
            }
        }
        return modules.entrySet().stream()
                .map(one -> sentence(one.getKey(), one.getValue()))
                .toList();
    }

    private static String sentence(String what, List<String> modules) {
        String first = modules.get(0);
        List<String> others = modules.subList(1, modules.size());
        String sentence = first.isEmpty() ? what : "module " + first + " " + what;
        return others.isEmpty()
                ? sentence
                : sentence
                        + (others.size() == 1
                                ? "; the same holds for module "
                                : "; the same holds for modules ")
                        + String.join(", ", others);
    }
}
