// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code dmsetup status} says of multipath maps: the path states of the kernel itself. See
 * dmsetup(8) and the status function of the kernel's multipath target.
 */
public final class DmStatus {

    private static final Pattern LINE =
            Pattern.compile("(.+): ([0-9]+) ([0-9]+) ([^ ]+)(?: (.*))?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}:[0-9]{1,9}");
    private static final Pattern MANGLED = Pattern.compile("\\\\x([0-7][0-9a-f])");
    private static final String NOTHING = "No devices found";
    private static final String MULTIPATH = "multipath";

    /** More of anything than a kernel allows: such a count is nonsense. */
    private static final int MOST = 65_536;

    private DmStatus() {}

    /**
     * One path of a map.
     *
     * @param number the disk's device number, as major:minor
     * @param word the kernel's word, A or F
     */
    public record Path(String number, String word) {}

    /**
     * Reads the output.
     *
     * @param output of the command
     * @return the paths of each multipath map, by the map's name; other devices are left out
     * @throws ParseException if a line cannot be read
     */
    public static Map<String, List<Path>> parse(String output) throws ParseException {
        Map<String, List<Path>> maps = new HashMap<>();
        for (String line : statuses(output)) {
            add(maps, line);
        }
        return maps;
    }

    /**
     * Reads the names of what is no multipath map.
     *
     * @param output of the command
     * @return the names of devices with other targets
     * @throws ParseException if a line cannot be read
     */
    public static Set<String> others(String output) throws ParseException {
        Set<String> names = new HashSet<>();
        for (String line : statuses(output)) {
            Matcher status = matched(line);
            if (!status.group(4).equals(MULTIPATH)) {
                names.add(status.group(1));
            }
        }
        return names;
    }

    private static List<String> statuses(String output) {
        return Arrays.stream(output.split("\n"))
                .filter(line -> !line.isBlank() && !line.strip().equals(NOTHING))
                .filter(line -> !hasNoTable(line))
                .toList();
    }

    private static Matcher matched(String line) throws ParseException {
        Matcher matcher = LINE.matcher(line.stripTrailing());
        if (!matcher.matches()) {
            throw new ParseException("cannot be read as a status: " + Attribute.shown(line));
        }
        return matcher;
    }

    /** A device of which the table was never loaded has a name and no target. */
    private static boolean hasNoTable(String line) {
        return line.stripTrailing().endsWith(":");
    }

    /**
     * Makes of a name in sysfs what dmsetup shows: it undoes its own way of writing characters that
     * udev would not like.
     *
     * @param name for example {@code my\\x20map}
     * @return for example {@code my map}
     */
    public static String unmangled(String name) {
        return MANGLED.matcher(name)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        String.valueOf(
                                                (char) Integer.parseInt(found.group(1), 16))));
    }

    private static void add(Map<String, List<Path>> maps, String line) throws ParseException {
        Matcher matcher = matched(line);
        if (matcher.group(4).equals(MULTIPATH)) {
            String name = matcher.group(1);
            List<Path> paths = new Words(name, matcher.group(5)).paths();
            if (maps.put(name, paths) != null) {
                throw new ParseException("has the map " + Attribute.shown(name) + " twice");
            }
        }
    }

    /** The words of one status, left to right. */
    private static final class Words {
        private final String map;
        private final String[] words;
        private int at;

        Words(String map, String rest) {
            this.map = map;
            this.words = rest == null || rest.isBlank() ? new String[0] : rest.strip().split(" +");
        }

        /** Features, handler arguments, groups, the next group; then the groups. */
        List<Path> paths() throws ParseException {
            skip(count());
            skip(count());
            int groups = count();
            count();
            List<Path> paths = new ArrayList<>();
            for (int group = 0; group < groups; group++) {
                group(paths);
            }
            if (at != words.length) {
                throw flaw();
            }
            return List.copyOf(paths);
        }

        /** The group's state, its selector's arguments, and how many paths with how many words. */
        private void group(List<Path> paths) throws ParseException {
            skip(1);
            skip(count());
            int count = count();
            int arguments = count();
            for (int path = 0; path < count; path++) {
                String number = word();
                if (!NUMBER.matcher(number).matches()) {
                    throw flaw();
                }
                paths.add(new Path(number, word()));
                count();
                skip(arguments);
            }
        }

        private String word() throws ParseException {
            if (at >= words.length) {
                throw flaw();
            }
            return words[at++];
        }

        private void skip(int count) throws ParseException {
            at += count;
            if (at > words.length) {
                throw flaw();
            }
        }

        private int count() throws ParseException {
            String word = word();
            try {
                int count = Integer.parseUnsignedInt(word);
                if (count >= 0 && count <= MOST) {
                    return count;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw flaw();
        }

        private ParseException flaw() {
            return new ParseException(
                    "has a status of map "
                            + Attribute.shown(map)
                            + " that cannot be read at its word "
                            + (at + 1));
        }
    }
}
