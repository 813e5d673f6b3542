// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.strategy.stress.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * The table and the registrations under several threads: Lincheck makes up what each thread does,
 * runs that a thousand times, and looks for an order of single steps that explains all answers.
 */
class InterleavingsTest {

    private static final int SCENARIOS = Integer.getInteger("lastpath.lincheck.scenarios", 10);
    private static final int RUNS = 1_000;

    @Test
    void whatSeveralInitiatorsDoToTheTableIsAsIfOneThingHadHappenedAfterTheOther() {
        check(TableInterleavings.class, TableModel.class);
    }

    @Test
    void noRegistrationSlipsInBelowAResourceThatIsTaken() {
        check(RegistrationInterleavings.class, RegistrationModel.class);
    }

    private static void check(Class<?> tested, Class<?> model) {
        LinChecker.check(
                tested,
                new StressOptions()
                        .sequentialSpecification(model)
                        .iterations(SCENARIOS)
                        .invocationsPerIteration(RUNS)
                        .threads(3)
                        .actorsPerThread(3)
                        .actorsBefore(2)
                        .actorsAfter(2));
        System.out.println(
                tested.getSimpleName()
                        + ": "
                        + SCENARIOS
                        + " scenarios on 3 threads, each run "
                        + RUNS
                        + " times, 0 failures");
    }
}
