// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;

/** What an MXBean interface says of its items. */
final class Descriptions {

    private final Class<?> type;

    Descriptions(Class<?> type) {
        this.type = type;
    }

    Optional<String> bean() {
        return Optional.ofNullable(type.getAnnotation(Describe.class)).map(Describe::value);
    }

    Optional<String> attribute(MBeanAttributeInfo info) {
        String getter = (info.isIs() ? "is" : "get") + info.getName();
        return text(method(getter, 0));
    }

    Optional<String> operation(MBeanOperationInfo info) {
        return text(method(info.getName(), info.getSignature().length));
    }

    Optional<Describe> parameter(MBeanOperationInfo operation, int sequence) {
        Method method = method(operation.getName(), operation.getSignature().length);
        return Optional.ofNullable(method.getParameters()[sequence].getAnnotation(Describe.class));
    }

    static int impact(MBeanOperationInfo info) {
        return info.getName().startsWith("get") || info.getName().startsWith("preview")
                ? MBeanOperationInfo.INFO
                : MBeanOperationInfo.ACTION;
    }

    private static Optional<String> text(Method method) {
        return Optional.ofNullable(method.getAnnotation(Describe.class)).map(Describe::value);
    }

    /** Beans have no overloads, so a name and a count tell a method. */
    private Method method(String name, int parameters) {
        return Arrays.stream(type.getMethods())
                .filter(
                        method ->
                                method.getName().equals(name)
                                        && method.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow();
    }
}
