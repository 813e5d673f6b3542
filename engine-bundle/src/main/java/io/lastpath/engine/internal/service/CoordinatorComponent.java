// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.names.FileLinks;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.RcmModule;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The coordinator as a service: modules are services that come and go. Safe for use by several
 * threads.
 */
@Component(
        service = Coordinator.class,
        immediate = true,
        configurationPid = CoordinatorComponent.PID)
@Designate(ocd = EngineConfig.class)
public final class CoordinatorComponent extends Engine {

    static final String PID = "io.lastpath.engine";

    private static final long DEFAULT_LIMIT_MILLIS = 60_000;

    private record Guest(Arrival arrival, HeldService service) {}

    private final Map<ServiceReference<RcmModule>, Guest> guests = new ConcurrentHashMap<>();
    private final Logger logger;
    private volatile long limitMillis = DEFAULT_LIMIT_MILLIS;

    @Activate
    public CoordinatorComponent(
            EngineConfig config, @Reference(service = LoggerFactory.class) Logger logger) {
        super(new FileLinks(), Clock.systemUTC(), System::nanoTime, logger::warn);
        this.logger = logger;
        modified(config);
    }

    /** A new setting counts from the next callback on; what is under way is not touched. */
    @Modified
    void modified(EngineConfig config) {
        read(config)
                .filter(value -> value > 0)
                .ifPresentOrElse(
                        value -> limitMillis = value,
                        () ->
                                logger.error(
                                        "Configuration {}: property 'callbackTimeLimitMillis' has"
                                                + " to be a whole number of at least 1; '{}' stays"
                                                + " in force.",
                                        PID,
                                        limitMillis));
    }

    /** A value of the wrong type is thrown at whoever reads it. */
    private static Optional<Long> read(EngineConfig config) {
        try {
            return Optional.of(config.callbackTimeLimitMillis());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** {@return the time limit of modules that do not say themselves, in milliseconds} */
    long limitMillis() {
        return limitMillis;
    }

    @Deactivate
    void deactivate() {
        stop();
        guests.values().forEach(guest -> guest.service().release());
    }

    @Reference(
            service = RcmModule.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bindModule(ComponentServiceObjects<RcmModule> objects, Map<String, Object> properties) {
        if (properties.get(RcmModule.NAME) instanceof String name && !name.isBlank()) {
            HeldService service = new HeldService(objects);
            Arrival arrival = arrive(name, limit(properties), service);
            guests.put(objects.getServiceReference(), new Guest(arrival, service));
        } else {
            logger.error(
                    "{} is no module: its service property {} is not a name",
                    objects.getServiceReference(),
                    RcmModule.NAME);
        }
    }

    void unbindModule(ServiceReference<RcmModule> reference) {
        Guest guest = guests.remove(reference);
        if (guest != null) {
            leave(guest.arrival());
            guest.service().release();
        }
    }

    private LongSupplier limit(Map<String, Object> properties) {
        return properties.get(RcmModule.TIME_LIMIT_MILLIS) instanceof Long own && own > 0
                ? () -> own
                : () -> limitMillis;
    }
}
