// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnreadPropertiesTest {

    private @interface Config {
        int pollSeconds() default 5;

        int ageMillis() default 500;
    }

    private static List<String> of(String... configured) {
        return UnreadProperties.of(
                "io.lastpath.test",
                Config.class,
                Set.of(configured),
                Map.of("root", "the folder of the adapter in use counts"));
    }

    @Test
    void whatIsReadAndWhatTheFrameworkAddsIsNotNamed() {
        assertThat(of("pollSeconds", "ageMillis", "service.pid", "component.name")).isEmpty();
        assertThat(of("felix.fileinstall.filename", "service.factoryPid", "component.id"))
                .isEmpty();
        assertThat(of("osgi.ds.satisfying.condition.target", "logger.target", ".mine")).isEmpty();
    }

    @Test
    void aMisspeltPropertyIsNamedWithThoseThereAre() {
        assertThat(of("PollSeconds", "agemillis"))
                .containsExactly(
                        "Configuration io.lastpath.test: property 'PollSeconds' is not read; there"
                                + " are ageMillis, pollSeconds.",
                        "Configuration io.lastpath.test: property 'agemillis' is not read; there"
                                + " are ageMillis, pollSeconds.");
    }

    @Test
    void aPropertyWithADotInItsNameIsNamedToo() {
        assertThat(of("poll.seconds", "io.lastpath.ageMillis"))
                .containsExactly(
                        "Configuration io.lastpath.test: property 'io.lastpath.ageMillis' is not"
                                + " read; there are ageMillis, pollSeconds.",
                        "Configuration io.lastpath.test: property 'poll.seconds' is not read; there"
                                + " are ageMillis, pollSeconds.");
    }

    @Test
    void aRetiredPropertyIsNamedWithWhatToDoInstead() {
        assertThat(of("root", "pollSeconds"))
                .containsExactly(
                        "Configuration io.lastpath.test: property 'root' is not read any more: the"
                                + " folder of the adapter in use counts.");
    }
}
