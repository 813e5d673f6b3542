// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.lang.reflect.Method;
import java.util.Arrays;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationEmitter;
import javax.management.StandardEmitterMBean;

/**
 * An MXBean whose every item carries the name and the description that its interface gives with
 * {@link Describe}.
 */
public final class DescribedMBean extends StandardEmitterMBean {

    /**
     * An MXBean without notifications.
     *
     * @param <T> the interface
     * @param bean answers the calls
     * @param type the MXBean interface
     */
    public <T> DescribedMBean(T bean, Class<T> type) {
        this(bean, type, new NotificationBroadcasterSupport());
    }

    /**
     * An MXBean with notifications.
     *
     * @param <T> the interface
     * @param bean answers the calls
     * @param type the MXBean interface
     * @param emitter sends the notifications
     */
    public <T> DescribedMBean(T bean, Class<T> type, NotificationEmitter emitter) {
        super(bean, type, true, emitter);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        Describe text = getMBeanInterface().getAnnotation(Describe.class);
        return text == null ? super.getDescription(info) : text.value();
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        String getter = (info.isIs() ? "is" : "get") + info.getName();
        Describe text = method(getter, 0).getAnnotation(Describe.class);
        return text == null ? super.getDescription(info) : text.value();
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        Describe text =
                method(info.getName(), info.getSignature().length).getAnnotation(Describe.class);
        return text == null ? super.getDescription(info) : text.value();
    }

    @Override
    protected String getDescription(
            MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        Describe text = parameter(operation, sequence);
        return text == null ? super.getDescription(operation, parameter, sequence) : text.value();
    }

    @Override
    protected String getParameterName(
            MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        Describe text = parameter(operation, sequence);
        return text == null ? super.getParameterName(operation, parameter, sequence) : text.name();
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return info.getName().startsWith("get") || info.getName().startsWith("preview")
                ? MBeanOperationInfo.INFO
                : MBeanOperationInfo.ACTION;
    }

    private Describe parameter(MBeanOperationInfo operation, int sequence) {
        Method method = method(operation.getName(), operation.getSignature().length);
        return method.getParameters()[sequence].getAnnotation(Describe.class);
    }

    /** Beans have no overloads, so a name and a count tell a method. */
    private Method method(String name, int parameters) {
        return Arrays.stream(getMBeanInterface().getMethods())
                .filter(
                        method ->
                                method.getName().equals(name)
                                        && method.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow();
    }
}
