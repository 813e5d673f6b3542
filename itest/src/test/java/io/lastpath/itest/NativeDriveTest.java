// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.internal.snapshot.DevinfoLibrary;
import io.lastpath.devinfo.standin.StandInFile;
import io.lastpath.mpxio.internal.vectors.Host;
import io.lastpath.mpxio.internal.vectors.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The vectors once more, end to end: each scenario is played by the real coordinator, with the real
 * multipath module and its registrations, over the stand-in library through JNA, and once more over
 * the simulator.
 */
class NativeDriveTest {

    private static final List<String> ANALYSES = List.of("group", "exact");

    /**
     * What the vectors in the tree let be compared, and what not: a comparison that shrinks would
     * be one that proves less. A change that is meant, such as more vectors, changes the numbers.
     */
    private static final Map<String, Integer> COMPARED =
            Map.ofEntries(
                    Map.entry("getinfo", 2786),
                    Map.entry("offline", 1690),
                    Map.entry("online", 246),
                    Map.entry("register", 2316),
                    Map.entry("remove", 284),
                    Map.entry("resume", 49),
                    Map.entry("suspend", 32),
                    Map.entry("unregister", 732));

    private static final Map<String, Integer> UNSEEN =
            Map.ofEntries(
                    Map.entry("an offline has read the tree before it was registered", 110),
                    Map.entry("the coordinator asks a module for its name when it arrives", 78),
                    Map.entry(
                            "the coordinator has nothing to resume where it refused the suspend as unknown",
                            19),
                    Map.entry(
                            "the coordinator refuses what nobody knows, where the module would go on",
                            58),
                    Map.entry(
                            "the module has not registered for the resource, so that it is not asked",
                            3324),
                    Map.entry("the vector has registrations fail, and the real ones do not", 588),
                    Map.entry(
                            "the vector makes up states of PHCIs, and the real ones are online",
                            2360),
                    Map.entry("two names are one to the coordinator", 56),
                    Map.entry(
                            "two names are one to the coordinator, or one is below the other",
                            694));

    @TempDir Path folder;

    private final List<String> differences = new ArrayList<>();
    private final VectorAnswers answers = new VectorAnswers();
    private final ExecutorService simulator = Executors.newSingleThreadExecutor();
    private int steps;

    @AfterEach
    void end() {
        simulator.shutdownNow();
    }

    @Test
    void everyStepComesToTheSameAsThroughTheSimulatorAndToWhatIsRequired() throws Exception {
        List<Scenario> all = Scenario.in(NativeVectorsTest.FOLDER);
        Path file = StandInFile.copyTo(folder);
        DevinfoLibrary library = DevinfoLibrary.load(file, Duration.ofSeconds(20)).orElseThrow();
        try {
            for (Scenario scenario : all) {
                for (String analysis : ANALYSES) {
                    play(scenario, analysis, new StandInHost(file, library));
                }
            }
        } finally {
            library.unload();
        }

        report(all.size());
        assertThat(differences).isEmpty();
        assertThat(answers.failures()).isEmpty();
        assertThat(answers.equal()).isGreaterThan(steps / 3);
        if (NativeVectorsTest.ARE_IN_TREE) {
            assertThat(answers.compared()).isEqualTo(COMPARED);
            assertThat(answers.unseen()).isEqualTo(UNSEEN);
        }
    }

    /**
     * The simulator's turn is taken beside the library's: both wait for threads most of the time.
     */
    private void play(Scenario scenario, String analysis, Host host) throws Exception {
        Future<List<DrivenStep>> beside =
                simulator.submit(() -> drive(scenario, analysis, new SimulatorHost()));
        List<DrivenStep> read = drive(scenario, analysis, host);
        List<DrivenStep> simulated = beside.get();
        assertThat(read).hasSameSizeAs(simulated);
        for (int i = 0; i < read.size(); i++) {
            steps++;
            if (!read.get(i).equals(simulated.get(i))) {
                differences.add(
                        scenario.name()
                                + " "
                                + analysis
                                + "\nsimulator "
                                + simulated.get(i)
                                + "\nlibdevinfo "
                                + read.get(i));
            }
        }
        answers.compare(scenario, analysis, read);
    }

    private static List<DrivenStep> drive(Scenario scenario, String analysis, Host host)
            throws IOException {
        try (ScenarioDrive drive = new ScenarioDrive(scenario, analysis, host)) {
            return drive.play();
        }
    }

    private void report(int scenarios) {
        System.out.printf(
                "Vectors end to end: %d scenarios under both analyses, %d steps, %d as through the"
                        + " simulator, none skipped; %d held against the vectors, %d equal%n",
                scenarios,
                steps,
                steps - differences.size(),
                answers.equal() + answers.failures().size(),
                answers.equal());
        answers.compared().forEach((op, count) -> System.out.printf("  %5d %s%n", count, op));
        answers.unseen().forEach((why, count) -> System.out.printf("  %5d not: %s%n", count, why));
    }
}
