// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

/** When to colour the output. */
enum ColorMode {
    /** On a terminal, unless the environment variable NO_COLOR says not to. */
    AUTO,
    /** Always. */
    ALWAYS,
    /** Never. */
    NEVER
}
