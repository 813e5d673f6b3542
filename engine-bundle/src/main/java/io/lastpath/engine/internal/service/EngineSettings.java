// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.management.NameList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/**
 * The coordinator's settings, changeable at run time. A value that is not allowed is logged, and
 * the earlier one stays. Safe for use by several threads.
 */
final class EngineSettings {

    private final Logger logger;
    private volatile long limitMillis = 60_000;
    private volatile long graceSeconds = 86_400;
    private volatile long patienceMillis = 30_000;
    private volatile List<String> requiredModules = List.of();

    EngineSettings(Logger logger) {
        this.logger = logger;
    }

    /** Takes a configuration over. */
    void read(EngineConfig config) {
        limitMillis =
                valid("callbackTimeLimitMillis", config::callbackTimeLimitMillis, 1, limitMillis);
        graceSeconds =
                valid("connectionGraceSeconds", config::connectionGraceSeconds, 0, graceSeconds);
        patienceMillis =
                valid("recoveryPatienceMillis", config::recoveryPatienceMillis, 0, patienceMillis);
        requiredModules = names(config);
    }

    private List<String> names(EngineConfig config) {
        try {
            return NameList.parse(config.requiredModules());
        } catch (IllegalArgumentException e) {
            logger.error(
                    "Configuration {}: property 'requiredModules' has to be names separated by"
                            + " blanks, but {}; '{}' stays in force.",
                    CoordinatorComponent.PID,
                    e.getMessage(),
                    NameList.format(requiredModules));
            return requiredModules;
        }
    }

    private long valid(String property, Supplier<Long> value, long least, long earlier) {
        Optional<Long> allowed = read(value, one -> one >= least);
        if (allowed.isEmpty()) {
            logger.error(
                    "Configuration {}: property '{}' has to be a whole number of at least {}; '{}'"
                            + " stays in force.",
                    CoordinatorComponent.PID,
                    property,
                    least,
                    earlier);
        }
        return allowed.orElse(earlier);
    }

    /** A value of the wrong type is thrown at whoever reads it. */
    private static Optional<Long> read(Supplier<Long> value, LongPredicate allowed) {
        try {
            return Optional.of(value.get()).filter(allowed::test);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** {@return the time limit of modules that do not say themselves, in milliseconds} */
    long limitMillis() {
        return limitMillis;
    }

    /** {@return after how many seconds a principal without a connection counts as gone} */
    long graceSeconds() {
        return graceSeconds;
    }

    /** {@return the names of the modules without which nothing is called safe} */
    List<String> requiredModules() {
        return requiredModules;
    }

    /** {@return how long modules of an earlier run are waited for in silence} */
    Duration patience() {
        return Duration.ofMillis(patienceMillis);
    }
}
