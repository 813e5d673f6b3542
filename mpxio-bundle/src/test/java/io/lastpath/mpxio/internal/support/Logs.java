// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.support;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.log.Logger;

/** A logger that keeps what it is told: level, text and arguments. */
public final class Logs {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final Logger logger =
            (Logger)
                    Proxy.newProxyInstance(
                            Logs.class.getClassLoader(),
                            new Class<?>[] {Logger.class},
                            (proxy, method, arguments) -> {
                                lines.add(method.getName() + " " + Arrays.deepToString(arguments));
                                return null;
                            });

    public Logger logger() {
        return logger;
    }

    public List<String> lines() {
        return lines;
    }
}
