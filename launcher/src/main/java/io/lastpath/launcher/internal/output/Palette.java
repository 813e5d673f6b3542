// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.output;

import io.lastpath.rcm.Verdict;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Colours the verdicts in a text. Immutable. */
public final class Palette {

    private static final Pattern VERDICT =
            Pattern.compile(
                    Arrays.stream(Verdict.values())
                            .map(Verdict::name)
                            .collect(Collectors.joining("|", "\\b(", ")\\b")));
    private static final Map<String, String> CODES =
            Map.of(
                    "SAFE", "32",
                    "DEGRADED", "33",
                    "DATA_CRITICAL", "31",
                    "SYSTEM_CRITICAL", "1;31",
                    "UNKNOWN", "1;35");

    private final boolean colours;

    /**
     * A palette.
     *
     * @param colours whether to colour at all
     */
    public Palette(boolean colours) {
        this.colours = colours;
    }

    /**
     * Colours a text.
     *
     * @param text any text
     * @return the text, its verdicts between escape sequences where this palette colours
     */
    public String paint(String text) {
        return colours
                ? VERDICT.matcher(text)
                        .replaceAll(
                                found ->
                                        "\u001b["
                                                + CODES.get(found.group())
                                                + "m"
                                                + found.group()
                                                + "\u001b[0m")
                : text;
    }
}
