// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import javax.management.ListenerNotFoundException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;

/** The same as a {@link DescribedMBean}, with notifications. */
public final class DescribedEmitterMBean extends DescribedMBean implements NotificationEmitter {

    private final NotificationEmitter emitter;

    /**
     * An MXBean with notifications.
     *
     * @param <T> the interface
     * @param bean answers the calls
     * @param type the MXBean interface
     * @param emitter sends the notifications
     */
    public <T> DescribedEmitterMBean(T bean, Class<T> type, NotificationEmitter emitter) {
        super(bean, type);
        this.emitter = emitter;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanInfo info = super.getMBeanInfo();
        return new MBeanInfo(
                info.getClassName(),
                info.getDescription(),
                info.getAttributes(),
                info.getConstructors(),
                info.getOperations(),
                getNotificationInfo(),
                info.getDescriptor());
    }

    @Override
    public MBeanNotificationInfo[] getNotificationInfo() {
        return emitter.getNotificationInfo();
    }

    @Override
    public void addNotificationListener(
            NotificationListener listener, NotificationFilter filter, Object handback) {
        emitter.addNotificationListener(listener, filter, handback);
    }

    @Override
    public void removeNotificationListener(NotificationListener listener)
            throws ListenerNotFoundException {
        emitter.removeNotificationListener(listener);
    }

    @Override
    public void removeNotificationListener(
            NotificationListener listener, NotificationFilter filter, Object handback)
            throws ListenerNotFoundException {
        emitter.removeNotificationListener(listener, filter, handback);
    }
}
