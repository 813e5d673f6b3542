// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.management;

import io.lastpath.management.BeanNames;
import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.DescribedEmitterMBean;
import io.lastpath.management.EventLog;
import io.lastpath.management.NotificationQueue;
import io.lastpath.management.ShownVersion;
import io.lastpath.rcm.Coordinator;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Publishes the coordinator's bean for as long as there is a coordinator. */
@Component(
        service = {},
        immediate = true)
public final class CoordinatorManagement {

    private static final ObjectName NAME = BeanNames.of("Coordinator");
    private static final int QUEUE_LENGTH = 1_000;

    private final MBeanServer server;
    private final Coordinator coordinator;
    private final NotificationQueue queue;
    private final CoordinatorNews news;

    @Activate
    public CoordinatorManagement(BundleContext context, @Reference Coordinator coordinator)
            throws JMException {
        this(
                ManagementFactory.getPlatformMBeanServer(),
                coordinator,
                ShownVersion.of(context.getBundle().getVersion().toString()));
    }

    CoordinatorManagement(MBeanServer server, Coordinator coordinator, String version)
            throws JMException {
        this.server = server;
        this.coordinator = coordinator;
        this.queue =
                NotificationQueue.open(
                        "lastpath-coordinator-notifications",
                        QUEUE_LENGTH,
                        CoordinatorNews.infos());
        EventLog events = new EventLog(Clock.systemUTC());
        this.news = new CoordinatorNews(coordinator, queue, events);
        CoordinatorBean bean = new CoordinatorBean(version, coordinator, news, events, queue);
        server.registerMBean(new DescribedEmitterMBean(bean, CoordinatorMXBean.class, queue), NAME);
        coordinator.addListener(news);
    }

    @Deactivate
    void deactivate() throws JMException {
        coordinator.removeListener(news);
        server.unregisterMBean(NAME);
        queue.close();
    }
}
