// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process that says what a user who is not root hears of the tools. */
final class ToolsOfAUser {

    private ToolsOfAUser() {}

    /**
     * Asks the tools, and prints what is missing.
     *
     * @param arguments the host's root, and the folder of the tools
     */
    public static void main(String[] arguments) {
        HostTools tools =
                new HostTools(
                        Path.of(arguments[0]),
                        List.of(Path.of(arguments[1])),
                        Duration.ofSeconds(20));
        System.out.println("kernel " + tools.ask().kernel().isPresent());
        tools.missing().forEach(System.out::println);
    }
}
