// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Stands in for what the framework gives a component: its configuration, a reference, a logger. */
final class StandIn {

    private StandIn() {}

    /**
     * Makes one.
     *
     * @param <T> what it stands in for
     * @param type the same
     * @param answers what its methods return, by name; the others return what an annotation has as
     *     default, or nothing
     * @return the stand-in
     */
    static <T> T of(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                answer(proxy, method, arguments, answers.get(method.getName()))));
    }

    private static Object answer(Object proxy, Method method, Object[] arguments, Object answer) {
        return switch (method.getName()) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            case "compareTo" -> proxy == arguments[0] ? 0 : 1;
            default -> answer == null ? method.getDefaultValue() : answer;
        };
    }
}
