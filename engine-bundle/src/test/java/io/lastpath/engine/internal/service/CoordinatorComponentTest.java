// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.journal.JournalStore;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.ComponentException;

/** The coordinator is there whatever is configured. */
class CoordinatorComponentTest {

    private final TestLoggers loggers = new TestLoggers();

    private CoordinatorComponent component(EngineConfig config) {
        return new CoordinatorComponent(config, JournalStore.NONE, null, loggers.factory());
    }

    private static EngineConfig config(LongSupplier limit) {
        return new TestConfig(limit, 0, 0);
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
        assertThat(loggers.lines())
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
        assertThat(loggers.lines()).isEmpty();

        component.modified(wrongType());
        component.modified(config(() -> 0));

        assertThat(component.limitMillis()).isEqualTo(250);
        assertThat(loggers.lines()).hasSize(2);
        component.modified(config(() -> 300));
        assertThat(component.limitMillis()).isEqualTo(300);
        component.deactivate();
    }
}
