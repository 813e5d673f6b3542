// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.osgi.service.log.Logger;

/**
 * The beans in the platform server, kept at what is wanted by one thread. Another one may close it
 * meanwhile: no bean is left then.
 */
final class Beans {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Set<ObjectName> registered = ConcurrentHashMap.newKeySet();
    private final Logger logger;
    private volatile boolean closed;

    Beans(Logger logger) {
        this.logger = logger;
    }

    /** Registers what is wanted and missing, and unregisters what is wanted no more. */
    void sync(Map<ObjectName, Supplier<Object>> wanted) {
        registered.stream().filter(name -> !wanted.containsKey(name)).forEach(this::unregister);
        wanted.forEach(
                (name, bean) -> {
                    if (!closed && !registered.contains(name)) {
                        register(name, bean.get());
                    }
                });
    }

    /** Unregisters everything, also what is being registered at this moment. */
    void close() {
        closed = true;
        registered.forEach(this::unregister);
    }

    private void register(ObjectName name, Object bean) {
        try {
            server.registerMBean(bean, name);
        } catch (JMException | RuntimeException e) {
            logger.error("Bean {} could not be registered: {}", name, e.toString());
            return;
        }
        registered.add(name);
        if (closed) {
            unregister(name);
        }
    }

    private void unregister(ObjectName name) {
        if (!registered.remove(name)) {
            return;
        }
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            logger.warn("Bean {} had been unregistered by somebody else.", name);
        } catch (JMException e) {
            logger.error("Bean {} could not be unregistered: {}", name, e.toString());
        }
    }
}
