// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.management;

import io.lastpath.management.BeanNames;
import io.lastpath.management.EventLog;
import io.lastpath.management.NotificationQueue;
import io.lastpath.management.OperationReport;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.CoordinatorListener;
import io.lastpath.rcm.ModuleStatus;
import io.lastpath.rcm.Operation;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.ObjectName;

/**
 * Turns what the coordinator tells into notifications, recent events and counts. Called on one
 * thread of the coordinator's; the counts may be read on any.
 */
final class CoordinatorNews implements CoordinatorListener {

    static final String ENDED = BeanNames.DOMAIN + ".operation.ended";
    static final String ARRIVED = BeanNames.DOMAIN + ".module.arrived";
    static final String LEFT = BeanNames.DOMAIN + ".module.left";

    private static final ObjectName SOURCE = BeanNames.of("Coordinator");

    private final Coordinator coordinator;
    private final NotificationQueue queue;
    private final EventLog events;
    private final AtomicLong operations = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private Set<String> known = Set.of();

    CoordinatorNews(Coordinator coordinator, NotificationQueue queue, EventLog events) {
        this.coordinator = coordinator;
        this.queue = queue;
        this.events = events;
    }

    static MBeanNotificationInfo[] infos() {
        return new MBeanNotificationInfo[] {
            info(ENDED, "An outside request has ended; the message is the answer's first line."),
            info(ARRIVED, "A module has arrived."),
            info(LEFT, "A module has left, and its registrations with it.")
        };
    }

    @Override
    public synchronized void registrationsChanged() {
        Set<String> now =
                coordinator.modules().stream()
                        .map(ModuleStatus::name)
                        .collect(Collectors.toCollection(HashSet::new));
        known.stream()
                .filter(name -> !now.contains(name))
                .sorted()
                .forEach(name -> send(LEFT, "Module " + name + " has left."));
        now.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> send(ARRIVED, "Module " + name + " has arrived."));
        known = now;
    }

    @Override
    public void operationEnded(Operation operation) {
        operations.incrementAndGet();
        if (!operation.reply().isSuccess()) {
            refusals.incrementAndGet();
        }
        send(ENDED, OperationReport.text(operation).lines().findFirst().orElseThrow());
    }

    long operations() {
        return operations.get();
    }

    long refusals() {
        return refusals.get();
    }

    private void send(String type, String message) {
        events.add(type, message);
        queue.send(type, SOURCE, message);
    }

    private static MBeanNotificationInfo info(String type, String description) {
        return new MBeanNotificationInfo(
                new String[] {type}, Notification.class.getName(), description);
    }
}
