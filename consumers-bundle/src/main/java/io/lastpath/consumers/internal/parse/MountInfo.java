// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads mountinfo, see proc_pid_mountinfo(5). */
public final class MountInfo {

    private static final int LEAST_FIELDS = 10;
    private static final Pattern LAYERS =
            Pattern.compile("(lowerdir|upperdir|lowerdir\\+|datadir\\+)=/");
    private static final Pattern OTHERS = Pattern.compile("(logdev|rtdev|device|jdev)=(.+)");

    private MountInfo() {}

    /**
     * Reads the whole file.
     *
     * @param text its content
     * @return the mounts, in the file's order
     * @throws MalformedException if a line makes no sense, or the last one has no end
     */
    public static List<Mount> parse(String text) throws MalformedException {
        if (!text.endsWith("\n")) {
            throw new MalformedException(
                    text.isEmpty() ? "is empty" : "ends in the middle of a line");
        }
        List<Mount> mounts = new ArrayList<>();
        int number = 0;
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            mounts.add(line(line, ++number));
        }
        return List.copyOf(mounts);
    }

    private static Mount line(String line, int number) throws MalformedException {
        String[] fields = line.split(" ", -1);
        int separator = 6;
        while (separator < fields.length && !fields[separator].equals("-")) {
            separator++;
        }
        boolean whole = fields.length >= LEAST_FIELDS && separator + 3 < fields.length;
        if (!whole || !fields[4].startsWith("/")) {
            throw new MalformedException("has a line that is no mount, number " + number);
        }
        return new Mount(
                DeviceNumber.parse(fields[2]),
                Escapes.undo(fields[3]),
                Escapes.undo(fields[4]),
                Escapes.undo(fields[separator + 1]),
                Escapes.undo(fields[separator + 2]),
                layers(fields[separator + 3]),
                others(fields[separator + 3]));
    }

    /** An overlay escapes what would be a separator. */
    private static List<String> layers(String options) {
        return Stream.of(options.split("(?<!\\\\134),"))
                .filter(option -> LAYERS.matcher(option).lookingAt())
                .map(option -> option.substring(option.indexOf('=') + 1))
                .flatMap(folders -> Stream.of(folders.split("(?<!\\\\134):")))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Escapes.undo(folder).replaceAll("\\\\(.)", "$1"))
                .toList();
    }

    /**
     * XFS says where its log and its real-time section are, reiserfs where its journal is, by the
     * kernel's name, and erofs perhaps which devices it has beside.
     */
    private static List<String> others(String options) {
        return Stream.of(options.split(","))
                .map(OTHERS::matcher)
                .filter(Matcher::matches)
                .filter(option -> isNode(option.group(1), option.group(2)))
                .map(option -> Escapes.undo(option.group(2)))
                .map(name -> name.startsWith("/") ? name : "/dev/" + name)
                .toList();
    }

    private static boolean isNode(String option, String value) {
        return value.startsWith("/") || option.equals("jdev");
    }
}
