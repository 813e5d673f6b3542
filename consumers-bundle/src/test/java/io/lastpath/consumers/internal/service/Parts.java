// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.service;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.log.Logger;

/** What a component is made of in tests. Stateless. */
final class Parts {

    private Parts() {}

    /** Remembers each line, with its level before it. */
    static Logger logger(List<String> log) {
        return (Logger)
                Proxy.newProxyInstance(
                        Parts.class.getClassLoader(),
                        new Class<?>[] {Logger.class},
                        (proxy, method, arguments) -> {
                            log.add(method.getName() + " " + Arrays.deepToString(arguments));
                            return null;
                        });
    }

    static ConsumersComponent.Config config(int poll, int age, int limit) {
        return new ConsumersComponent.Config() {
            @Override
            public int pollSeconds() {
                return poll;
            }

            @Override
            public int ageMillis() {
                return age;
            }

            @Override
            public int timeLimitMillis() {
                return limit;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ConsumersComponent.Config.class;
            }
        };
    }
}
