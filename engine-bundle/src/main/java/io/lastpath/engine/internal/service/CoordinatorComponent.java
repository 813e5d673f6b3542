// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.Terms;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.management.ConnectionWatch;
import io.lastpath.management.UnreadProperties;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.RcmModule;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.osgi.framework.BundleContext;
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

    private static final long ROUND_MILLIS = 1_000;

    private record Guest(Arrival arrival, HeldService service) {}

    private final Map<ServiceReference<RcmModule>, Guest> guests = new ConcurrentHashMap<>();
    private final Logger logger;
    private final EngineSettings settings;
    private final AuditFile audit;
    private final ConnectionWatch connections;
    private final Care care = new Care();

    @Activate
    public CoordinatorComponent(
            BundleContext context,
            EngineConfig config,
            Map<String, Object> properties,
            @Reference LoggerFactory loggers) {
        this(config, JournalPlace.of(config, context), AuditPlace.of(config, context), loggers);
        remark(properties);
    }

    CoordinatorComponent(
            EngineConfig config, JournalStore journal, Path auditLog, LoggerFactory loggers) {
        this(
                Parts.of(config, journal, logger(loggers)),
                new AuditFile(
                        new Audit(loggers), auditLog, new LoggedRemarks(logger(loggers))::warn),
                loggers);
    }

    private CoordinatorComponent(Parts parts, AuditFile audit, LoggerFactory loggers) {
        super(parts.host(), new LoggedRemarks(logger(loggers)), audit);
        logger = logger(loggers);
        this.audit = audit;
        numberAfter(audit.lastNumber());
        settings = parts.settings();
        connections =
                ConnectionWatch.open(
                        ManagementFactory.getPlatformMBeanServer(), parts.principals());
        care.begin(() -> care(settings.patience()), ROUND_MILLIS, logger::warn);
    }

    private static Logger logger(LoggerFactory loggers) {
        return loggers.getLogger(CoordinatorComponent.class);
    }

    /** A new setting counts from the next callback on; what is under way is not touched. */
    @Modified
    void reconfigured(EngineConfig config, Map<String, Object> properties) {
        modified(config);
        remark(properties);
    }

    void modified(EngineConfig config) {
        settings.read(config);
        reconsider();
    }

    private void remark(Map<String, Object> properties) {
        UnreadProperties.of(PID, EngineConfig.class, properties.keySet(), Map.of())
                .forEach(logger::warn);
    }

    @Override
    public String auditProblem() {
        return audit.problem();
    }

    /** {@return the time limit of modules that do not say themselves, in milliseconds} */
    long limitMillis() {
        return settings.limitMillis();
    }

    @Deactivate
    void deactivate() {
        connections.close();
        care.end();
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
            Arrival arrival = arrive(name, terms(properties), service);
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

    private Terms terms(Map<String, Object> properties) {
        LongSupplier limit =
                properties.get(RcmModule.TIME_LIMIT_MILLIS) instanceof Long own && own > 0
                        ? () -> own
                        : settings::limitMillis;
        return new Terms(limit, Boolean.TRUE.equals(properties.get(RcmModule.TOLD_OF_CANCEL)));
    }
}
