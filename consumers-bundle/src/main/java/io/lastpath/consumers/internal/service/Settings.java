// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.service;

import io.lastpath.management.UnreadProperties;
import java.util.Map;
import java.util.Set;
import org.osgi.service.log.Logger;

/**
 * What the configuration comes to. Immutable.
 *
 * @param pollSeconds from one look for changes to the next
 * @param ageMillis how long a look is good for several questions
 * @param timeLimitMillis how long a look may take
 */
record Settings(int pollSeconds, int ageMillis, int timeLimitMillis) {

    private static final Map<String, String> RETIRED =
            Map.of(
                    "root",
                    "the host is looked at whose device tree is in use; for a recorded one set"
                            + " 'root' of io.lastpath.linux, or say 'run --root'");

    /**
     * Reads the configuration as a whole, so that all that is wrong with it is logged at once.
     *
     * @param config the values
     * @param configured names of all properties that are there
     * @param logger is told of values that are not allowed, and of properties that nobody reads
     */
    static Settings of(ConsumersComponent.Config config, Set<String> configured, Logger logger) {
        UnreadProperties.of(
                        ConsumersComponent.PID,
                        ConsumersComponent.Config.class,
                        configured,
                        RETIRED)
                .forEach(logger::warn);
        Numbers numbers = new Numbers(ConsumersComponent.PID, logger);
        return new Settings(
                numbers.value("pollSeconds", config::pollSeconds, 1, 5),
                numbers.value("ageMillis", config::ageMillis, 0, 500),
                numbers.value("timeLimitMillis", config::timeLimitMillis, 1, 5_000));
    }
}
