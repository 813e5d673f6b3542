// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import io.lastpath.devinfo.PathState;
import io.lastpath.rcm.Verdict;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The words that scenarios and sentences about them are made of. */
public final class Words {

    /** Path states by word, the usable ones first. */
    public static final Map<String, PathState> STATES =
            byWord(
                    List.of(
                            PathState.ONLINE,
                            PathState.STANDBY,
                            PathState.OFFLINE,
                            PathState.FAULT,
                            PathState.UNKNOWN),
                    Words::of);

    /** Answers by word. */
    public static final Map<String, Answer> ANSWERS =
            byWord(Arrays.asList(Answer.values()), Answer::word);

    /** Verdicts by name. */
    public static final Map<String, Verdict> VERDICTS =
            byWord(Arrays.asList(Verdict.values()), Verdict::name);

    /** With those of eight bits, of which one begins what steers a terminal, and line ends. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\x{2028}\\x{2029}]");

    private static final int MAX_QUOTED = 100;

    private Words() {}

    private static <E> Map<String, E> byWord(List<E> values, Function<E, String> word) {
        Map<String, E> words = new LinkedHashMap<>();
        values.forEach(value -> words.put(word.apply(value), value));
        return words;
    }

    /**
     * Finds the word for a path state.
     *
     * @param state the state
     * @return its word in a scenario
     */
    public static String of(PathState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Says that a text is none of the words that are allowed.
     *
     * @param text what was given
     * @param words what is allowed, by word
     * @return for example {@code is "on", but must be one of online, offline}
     */
    public static String notOneOf(String text, Map<String, ?> words) {
        return "is " + quote(text) + ", but must be one of " + String.join(", ", words.keySet());
    }

    /**
     * Quotes a text that somebody else wrote: in one line and not too long.
     *
     * @param text any text
     * @return the text in double quotes, cut after 100 characters
     */
    public static String quote(String text) {
        boolean whole = text.codePointCount(0, text.length()) <= MAX_QUOTED;
        String start = whole ? text : text.substring(0, text.offsetByCodePoints(0, MAX_QUOTED));
        return '"' + CONTROL.matcher(start).replaceAll("?") + (whole ? "" : "...") + '"';
    }

    /**
     * Counts in words.
     *
     * @param number how many
     * @param noun of what, in the singular
     * @return for example {@code 1 path} or {@code 2 paths}
     */
    public static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
