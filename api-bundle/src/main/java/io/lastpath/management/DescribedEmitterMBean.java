// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationEmitter;
import javax.management.StandardEmitterMBean;

/** The same as a {@link DescribedMBean}, with notifications. */
public final class DescribedEmitterMBean extends StandardEmitterMBean {

    /**
     * An MXBean with notifications.
     *
     * @param <T> the interface
     * @param bean answers the calls
     * @param type the MXBean interface
     * @param emitter sends the notifications
     */
    public <T> DescribedEmitterMBean(T bean, Class<T> type, NotificationEmitter emitter) {
        super(bean, type, true, emitter);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return told().bean().orElseGet(() -> super.getDescription(info));
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return told().attribute(info).orElseGet(() -> super.getDescription(info));
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return told().operation(info).orElseGet(() -> super.getDescription(info));
    }

    @Override
    protected String getDescription(
            MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return told().parameter(operation, sequence)
                .map(Describe::value)
                .orElseGet(() -> super.getDescription(operation, parameter, sequence));
    }

    @Override
    protected String getParameterName(
            MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return told().parameter(operation, sequence)
                .map(Describe::name)
                .orElseGet(() -> super.getParameterName(operation, parameter, sequence));
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return Descriptions.impact(info);
    }

    /** Made anew: the super class asks before this one's fields are set. */
    private Descriptions told() {
        return new Descriptions(getMBeanInterface());
    }
}
