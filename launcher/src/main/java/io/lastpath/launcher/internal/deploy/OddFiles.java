// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Names the files that somebody has put there for nothing. Immutable. */
final class OddFiles {

    private static final String OURS = "io.lastpath.";

    /** A name with so many other letters than a known one is still taken for a slip. */
    private static final int MOST_SLIPS = 3;

    private final SortedSet<String> known;

    /**
     * Knows what is read.
     *
     * @param settings the names of the files in {@code etc} that something reads; not empty
     */
    OddFiles(List<String> settings) {
        this.known = new TreeSet<>(settings);
    }

    /**
     * Looks into the folder of the settings.
     *
     * @param etc the folder
     * @return a sentence for each file that nothing reads, though its name says that it should
     */
    List<String> settings(Path etc) {
        return names(etc).stream().flatMap(name -> setting(etc, name).stream()).toList();
    }

    /**
     * Looks into the folder of dropped bundles.
     *
     * @param deploy the folder
     * @return a sentence for each file that is no jar by its name, nor a configuration
     */
    List<String> dropped(Path deploy) {
        List<String> odd = new ArrayList<>(settings(deploy));
        names(deploy).stream()
                .filter(name -> !name.matches(".*\\.(jar|cfg|config)"))
                .map(
                        name ->
                                deploy.resolve(name)
                                        + " is not looked at: bundles end in .jar, and"
                                        + " configurations in .cfg; rename it, or take it away")
                .forEach(odd::add);
        return odd;
    }

    private Optional<String> setting(Path folder, String name) {
        String nearest =
                known.stream().min(Comparator.comparingInt(one -> slips(one, name))).orElseThrow();
        boolean meant = name.startsWith(OURS) || slips(nearest, name) <= MOST_SLIPS;
        return isKnown(name) || !meant
                ? Optional.empty()
                : Optional.of(
                        folder.resolve(name)
                                + " is not read: no bundle of the distribution has settings of"
                                + " that name; the nearest that is read is "
                                + nearest);
    }

    /** Copies that editors and packagers leave beside a file have its name in front. */
    private boolean isKnown(String name) {
        String asCfg = name.replaceFirst("\\.config$", ".cfg");
        return known.stream().anyMatch(asCfg::startsWith);
    }

    /** {@return how many letters have to be put in, left out or exchanged} */
    private static int slips(String wanted, String found) {
        int[] row = new int[found.length() + 1];
        for (int j = 0; j <= found.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= wanted.length(); i++) {
            int before = row[0];
            row[0] = i;
            for (int j = 1; j <= found.length(); j++) {
                int exchanged = before + (wanted.charAt(i - 1) == found.charAt(j - 1) ? 0 : 1);
                before = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[found.length()];
    }

    /** What is hidden is nobody's mistake; that a folder cannot be read, others say. */
    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
