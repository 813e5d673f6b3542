// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import java.util.Arrays;
import picocli.CommandLine.TypeConversionException;

/** When to colour the output. */
enum ColorMode {
    /** On a terminal, unless the environment variable NO_COLOR says not to. */
    AUTO,
    /** Always. */
    ALWAYS,
    /** Never. */
    NEVER;

    /**
     * Reads a mode.
     *
     * @param word as typed
     * @return the mode
     * @throws TypeConversionException if it is none
     */
    static ColorMode of(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "expected auto, always or never, but was '" + word + "'"));
    }
}
