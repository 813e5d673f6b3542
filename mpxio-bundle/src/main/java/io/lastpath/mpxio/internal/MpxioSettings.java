// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal;

import io.lastpath.management.UnreadProperties;
import io.lastpath.mpxio.internal.analysis.Analysis;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * The settings of this bundle, changeable at run time. A value that is not allowed is logged, and
 * the earlier one stays. Safe for use by several threads.
 */
@Component(service = MpxioSettings.class, configurationPid = MpxioSettings.PID)
@Designate(ocd = MpxioSettings.Config.class)
public final class MpxioSettings {

    static final String PID = "io.lastpath.mpxio";

    private static final int LEAST_BEANS = 0;
    private static final int MOST_BEANS = 10_000;
    private static final int LEAST_LIMIT = 100;
    private static final int MOST_LIMIT = 3_600_000;

    /** What can be configured. */
    @ObjectClassDefinition(
            name = "Lastpath multipath module",
            description = "Groups, last-path analysis and the beans for them.")
    public @interface Config {

        /** {@return how the last path is judged} */
        @AttributeDefinition(
                name = "Analysis",
                description =
                        "How the last path is judged: each client by its own paths, or each group by its first client as the C module did.",
                options = {
                    @Option(label = "exact", value = "exact"),
                    @Option(label = "group", value = "group")
                })
        String analysis() default "exact";

        /** {@return up to how many PHCIs and groups there is a bean for each} */
        @AttributeDefinition(
                name = "Bean limit",
                description =
                        "Up to so many PHCIs and groups together each has a bean of its own; also the most clients that one attribute lists.",
                min = "0",
                max = "10000")
        int beanLimit() default 256;

        /** {@return after how many milliseconds a read of the device tree is given up} */
        @AttributeDefinition(
                name = "Read time limit",
                description =
                        "After so many milliseconds a read of the device tree is given up as failed. Keep it at half of the coordinator's callbackTimeLimitMillis or below.",
                min = "100",
                max = "3600000")
        int readTimeLimitMillis() default 30_000;

        /** {@return name of the device tree adapter to be used} */
        @AttributeDefinition(
                name = "Adapter",
                description =
                        "Name of the device tree adapter to be used, whatever its ranking. Empty: the one of highest ranking.",
                required = false)
        String adapter() default "";
    }

    private final Logger logger;
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Analysis analysis = Analysis.EXACT;
    private volatile int beanLimit = 256;
    private volatile int readTimeLimitMillis = 30_000;
    private volatile String adapter = "";

    /**
     * Starts with what is configured.
     *
     * @param config the configuration
     * @param properties all that is configured
     * @param logger is told of values that are not allowed, and of properties that nobody reads
     */
    @Activate
    public MpxioSettings(
            Config config,
            Map<String, Object> properties,
            @Reference(service = LoggerFactory.class) Logger logger) {
        this(config, logger);
        remark(properties);
    }

    /**
     * Starts with given values.
     *
     * @param config the values
     * @param logger is told of values that are not allowed
     */
    public MpxioSettings(Config config, Logger logger) {
        this.logger = logger;
        modified(config);
    }

    /** Takes a changed configuration over. */
    @Modified
    void reconfigured(Config config, Map<String, Object> properties) {
        modified(config);
        remark(properties);
    }

    private void remark(Map<String, Object> properties) {
        UnreadProperties.of(PID, Config.class, properties.keySet(), Map.of()).forEach(logger::warn);
    }

    /** Takes changed values over. */
    public void modified(Config config) {
        read(config::analysis)
                .flatMap(Analysis::ofName)
                .ifPresentOrElse(
                        value -> analysis = value,
                        () -> refuse("analysis", "'exact' or 'group'", analysis.configName()));
        read(config::beanLimit)
                .filter(value -> value >= LEAST_BEANS && value <= MOST_BEANS)
                .ifPresentOrElse(
                        value -> beanLimit = value,
                        () ->
                                refuse(
                                        "beanLimit",
                                        "a whole number from 0 to 10000",
                                        Integer.toString(beanLimit)));
        read(config::readTimeLimitMillis)
                .filter(value -> value >= LEAST_LIMIT && value <= MOST_LIMIT)
                .ifPresentOrElse(
                        value -> readTimeLimitMillis = value,
                        () ->
                                refuse(
                                        "readTimeLimitMillis",
                                        "a whole number from 100 to 3600000",
                                        Integer.toString(readTimeLimitMillis)));
        read(config::adapter).ifPresent(value -> adapter = value.strip());
        listeners.forEach(Runnable::run);
    }

    /** A value of the wrong type is thrown at whoever reads it. */
    private static <T> Optional<T> read(Supplier<T> value) {
        try {
            return Optional.ofNullable(value.get());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private void refuse(String property, String allowed, String kept) {
        logger.error(
                "Configuration {}: property '{}' has to be {}; '{}' stays in force.",
                PID,
                property,
                allowed,
                kept);
    }

    /** {@return how the last path is judged} */
    public Analysis analysis() {
        return analysis;
    }

    /** {@return up to how many PHCIs and groups there is a bean for each} */
    public int beanLimit() {
        return beanLimit;
    }

    /** {@return after how many milliseconds a read of the device tree is given up} */
    public int readTimeLimitMillis() {
        return readTimeLimitMillis;
    }

    /** {@return name of the device tree adapter to be used; empty for the highest ranking} */
    public String adapter() {
        return adapter;
    }

    /** Adds a listener, told after each change; it returns at once. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    /** Takes a listener away. */
    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }
}
