// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** Loggers of any name that write down what they are told. */
final class TestLoggers {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final LoggerFactory factory = (LoggerFactory) proxy(LoggerFactory.class);

    private Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getLogger")) {
                        return proxy(Logger.class);
                    }
                    lines.add(method.getName() + " " + Arrays.deepToString(arguments));
                    return null;
                });
    }

    LoggerFactory factory() {
        return factory;
    }

    /** {@return the level and the arguments of each line} */
    List<String> lines() {
        return lines;
    }
}
