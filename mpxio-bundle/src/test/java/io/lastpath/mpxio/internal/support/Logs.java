// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.support;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.log.Logger;

/** A logger that keeps what it is told: level, text and arguments. */
public final class Logs {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<String, Runnable> actions = new ConcurrentHashMap<>();

    private final Logger logger =
            (Logger)
                    Proxy.newProxyInstance(
                            Logs.class.getClassLoader(),
                            new Class<?>[] {Logger.class},
                            (proxy, method, arguments) -> {
                                add(method.getName() + " " + Arrays.deepToString(arguments));
                                return null;
                            });

    private void add(String line) {
        lines.add(line);
        Runnable action = actions.remove(line);
        if (action != null) {
            action.run();
        }
    }

    /** Does something as soon as a line comes, once, while whoever tells it waits. */
    public void when(String line, Runnable action) {
        actions.put(line, action);
    }

    public Logger logger() {
        return logger;
    }

    public List<String> lines() {
        return lines;
    }
}
