// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.connect.AttachOrJmx;
import io.lastpath.launcher.internal.connect.Connections;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param distribution the unpacked distribution
 * @param environment variables of the process
 * @param terminal whether somebody looks at the output
 * @param pipe whether the output goes into a pipe: writing to one fails only once nobody reads
 * @param connections finds the instance that a command is for
 */
public record Surroundings(
        Path distribution,
        Map<String, String> environment,
        boolean terminal,
        boolean pipe,
        Connections connections) {

    /** {@return what this process finds; {@code bin/lastpath} hands in the properties} */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                Path.of(System.getProperty("lastpath.dist", ".")),
                System.getenv(),
                Boolean.getBoolean("lastpath.terminal"),
                Boolean.getBoolean("lastpath.pipe"),
                new AttachOrJmx());
    }
}
