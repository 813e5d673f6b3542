// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The page on hazards names each test, and no other. */
class HazardsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "hazards.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test\\.\\w+)`");

    @Test
    void everyHazardNamesItsTestAndEveryTestItsHazard() throws IOException {
        Set<String> named =
                NAMED.matcher(Files.readString(PAGE))
                        .results()
                        .map(one -> one.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tests =
                Stream.of(
                                EventsAcrossRestartsTest.class,
                                HangingLeftoversTest.class,
                                HazardsOfRequestsTest.class,
                                HazardsOfRestartsTest.class,
                                HazardsOfRedosTest.class,
                                HazardsOfKeepingTest.class,
                                HazardsOfModulesTest.class,
                                ModulesComingBackTest.class,
                                ModulesLeavingQueriesTest.class,
                                ModulesLeavingRedosTest.class,
                                QueriesTakenBackTest.class,
                                RedoneHoldsTest.class,
                                RedoneRequestsTest.class,
                                RedosBesideOthersTest.class,
                                RedosWithoutAnAnswerTest.class,
                                SharedDependentsTest.class,
                                UndoneRequestsTest.class)
                        .flatMap(HazardsPageTest::tests)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(List.copyOf(named)).isEqualTo(List.copyOf(tests));
    }

    private static Stream<String> tests(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .map(Method::getName)
                .map(name -> type.getSimpleName() + "." + name);
    }
}
