// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.ComponentException;
import org.osgi.service.log.Logger;

/** The coordinator is there whatever is configured. */
class CoordinatorComponentTest {

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Logger logger =
            (Logger)
                    Proxy.newProxyInstance(
                            Logger.class.getClassLoader(),
                            new Class<?>[] {Logger.class},
                            (proxy, method, arguments) -> {
                                log.add(method.getName() + " " + Arrays.deepToString(arguments));
                                return null;
                            });

    private static EngineConfig config(LongSupplier limit) {
        return new EngineConfig() {
            @Override
            public long callbackTimeLimitMillis() {
                return limit.getAsLong();
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return EngineConfig.class;
            }
        };
    }

    /** What the framework does with {@code callbackTimeLimitMillis = abc}. */
    private static EngineConfig wrongType() {
        return config(
                () -> {
                    throw new ComponentException(new NumberFormatException("abc"));
                });
    }

    @Test
    void aLimitOfTheWrongTypeIsLoggedAndTheDefaultStands() {
        CoordinatorComponent component = new CoordinatorComponent(wrongType(), logger);

        assertThat(component.limitMillis()).isEqualTo(60_000);
        assertThat(component.isRunning()).isTrue();
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("error ")
                .contains(
                        "callbackTimeLimitMillis",
                        "a whole number of at least 1",
                        "io.lastpath.engine",
                        "60000");
        component.deactivate();
    }

    @Test
    void aLimitThatIsNotAllowedLeavesTheEarlierOneInForce() {
        CoordinatorComponent component = new CoordinatorComponent(config(() -> 250), logger);
        assertThat(component.limitMillis()).isEqualTo(250);
        assertThat(log).isEmpty();

        component.modified(wrongType());
        component.modified(config(() -> 0));

        assertThat(component.limitMillis()).isEqualTo(250);
        assertThat(log).hasSize(2);
        component.modified(config(() -> 300));
        assertThat(component.limitMillis()).isEqualTo(300);
        component.deactivate();
    }
}
