// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.journal.JournalStore;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.ComponentException;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** The coordinator is there whatever is configured. */
class CoordinatorComponentTest {

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final LoggerFactory loggers = (LoggerFactory) proxy(LoggerFactory.class);

    /** A logger of any name is one that writes down what it is told. */
    private Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getLogger")) {
                        return proxy(Logger.class);
                    }
                    log.add(method.getName() + " " + Arrays.deepToString(arguments));
                    return null;
                });
    }

    private CoordinatorComponent component(EngineConfig config) {
        return new CoordinatorComponent(config, JournalStore.NONE, loggers);
    }

    private static EngineConfig config(LongSupplier limit) {
        return new EngineConfig() {
            @Override
            public long callbackTimeLimitMillis() {
                return limit.getAsLong();
            }

            @Override
            public String journal() {
                return "";
            }

            @Override
            public long connectionGraceSeconds() {
                return 0;
            }

            @Override
            public long recoveryPatienceMillis() {
                return 0;
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
        CoordinatorComponent component = component(wrongType());

        assertThat(component.limitMillis()).isEqualTo(60_000);
        assertThat(component.isRunning()).isTrue();
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("error ")
                .contains(
                        "callbackTimeLimitMillis",
                        "a whole number of at least",
                        "io.lastpath.engine",
                        "60000");
        component.deactivate();
    }

    @Test
    void aLimitThatIsNotAllowedLeavesTheEarlierOneInForce() {
        CoordinatorComponent component = component(config(() -> 250));
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
