// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/**
 * An MXBean whose every item carries the name and the description that its interface gives with
 * {@link Describe}. It sends no notifications, and is no broadcaster: consoles offer to listen to
 * those.
 */
public sealed class DescribedMBean extends StandardMBean permits DescribedEmitterMBean {

    /**
     * An MXBean without notifications.
     *
     * @param <T> the interface
     * @param bean answers the calls
     * @param type the MXBean interface
     */
    public <T> DescribedMBean(T bean, Class<T> type) {
        super(bean, type, true);
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
