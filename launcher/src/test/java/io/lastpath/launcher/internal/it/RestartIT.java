// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an instance knows after it was killed with a DR request open. */
class RestartIT {

    private static final String SECOND = "0000:02:00.0";
    private static final String THIRD = "0000:03:00.0";

    @TempDir private Path home;
    private RuntimeProcess runtime;
    private AuditLog audit;

    @BeforeEach
    void takeAPhciOfflineAndKillTheInstance() throws IOException {
        audit = new AuditLog(home);
        start();
        await("the host is judged", () -> runtime.run("phcis").out().contains("DEGRADED"));
        done("offline", THIRD, "--reason", "cable change");
        runtime.close();
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    private void start() throws IOException {
        runtime = RuntimeProcess.start(home, "--scenario", "four-hba");
    }

    private static void await(String what, BooleanSupplier condition) {
        assertThat(Poll.until(condition, RuntimeProcess.PATIENCE)).as(what).isTrue();
    }

    private String done(String... command) {
        Result result = runtime.run(command);
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        return result.out();
    }

    /** A controller of that name may be in use there. */
    @Test
    void whatWasDoneToAnInventedHostIsNotRedoneOnThisOne() throws IOException {
        runtime = RuntimeProcess.start(home);
        assertThat(done("status")).contains("No DR request is in progress.");
        runtime.close();

        start();
        assertThat(done("status")).contains("DR REQUEST").contains(THIRD).contains("cable change");
    }

    @Test
    void itsDrRequestsAreThereAndRedoneAndEndAsUsual() throws IOException {
        start();
        assertThat(done("status"))
                .containsPattern(THIRD + " +OFFLIN\\w+ +jmx local +\\S+ +cable change");
        await("it is redone", () -> audit.has("redone after a restart"));
        assertThat(done("status")).containsPattern(THIRD + " +OFFLINE +jmx local");
        assertThat(done("state", THIRD)).contains("OFFLINE");
        assertThat(runtime.run("offline", "0000:04:00.0", "--reason", "too much").exitCode())
                .isEqualTo(1);

        done("online", THIRD, "--reason", "cable changed");

        assertThat(done("status")).contains("No DR request is in progress.");
        assertThat(done("state", THIRD)).contains("ONLINE");
        assertThat(audit.lines()).hasSize(4);
        assertThat(audit.lines().get(0))
                .contains("kind=\"OFFLINE\" initiator=\"jmx local\"", "reason=\"cable change\"")
                .contains("/" + THIRD + "\"", "result=\"SUCCESS\"", "verdict=\"DEGRADED\"");
        assertThat(audit.lines().get(1))
                .contains("kind=\"OFFLINE\" initiator=\"coordinator\"", "result=\"SUCCESS\"")
                .contains("reason=\"request 1 of jmx local (cable change): redone after a restart");
        assertThat(audit.lines().get(2))
                .contains("kind=\"OFFLINE\" initiator=\"jmx local\"", "reason=\"too much\"")
                .contains("result=\"FAILURE\"", "verdict=\"SYSTEM_CRITICAL\"", "answer=\"swap; ");
        assertThat(audit.lines().get(3))
                .contains("kind=\"ONLINE\" initiator=\"jmx local\"", "reason=\"cable changed\"")
                .contains("result=\"SUCCESS\"")
                .doesNotContain("verdict=");
        assertThat(audit.numbers()).isSorted().doesNotHaveDuplicates();
    }

    /** Meanwhile a fault has made it the last path to the swap. */
    @Test
    void whatIsRefusedWhenItIsRedoneIsGivenBackAndStatusSaysSo() throws IOException {
        start();
        await("it is redone", () -> audit.has("redone after a restart"));
        assertThat(done("status")).doesNotContain("GIVEN BACK");
        done("set-path", "mpathg", "0000:04:00.0", "fault");
        Path faulty = home.resolve("faulty.json");
        done("record", faulty.toString());
        runtime.close();

        runtime = RuntimeProcess.start(home, "--scenario", faulty.toString());

        await("it is given back", () -> done("status").contains("WAS GIVEN BACK"));
        assertThat(done("status"))
                .contains("No DR request is in progress.")
                .containsPattern(
                        THIRD
                                + " WAS GIVEN BACK \\S+Z, it was OFFLINE for jmx local \\(cable"
                                + " change\\): it was refused when it was redone after a restart")
                .contains("swap on /devices/virtual/block/dm-6");
        assertThat(done("status", "--json")).contains("\"givenBack\" : [ {");
        assertThat(runtime.log()).contains(THIRD + " was given back, which was OFFLINE");
    }

    @Test
    void aTornJournalMakesEveryVerdictUnknownUntilSomebodyAcknowledgesTheLoss() throws Exception {
        Path journal = home.resolve("data/simulation/journal");
        byte[] torn = Arrays.copyOf(Files.readAllBytes(journal), 100);
        Files.write(journal, torn);
        String loss = "the journal " + journal + " could not be read: ";

        start();
        assertThat(runtime.log()).contains(loss);
        assertThat(done("status"))
                .contains("JOURNAL: " + loss)
                .contains("No DR request is in progress.");
        assertThat(done("status", "--json")).contains("\"journalProblem\" : \"" + loss);
        await("all verdicts are unknown", () -> verdicts().equals(List.of("UNKNOWN")));
        assertThat(runtime.run("phcis").err()).contains("JOURNAL: " + loss);
        assertThat(runtime.run("single-points").err()).contains("JOURNAL: " + loss);
        refusedAsUnknown(loss, "preview", SECOND);
        refusedAsUnknown(loss, "offline", SECOND, "--query");
        refusedAsUnknown(loss, "offline", SECOND);
        assertThat(runtime.run("acknowledge").exitCode()).as("without a reason").isEqualTo(2);

        assertThat(done("acknowledge", "--reason", "looked at the slots")).contains("acknowledged");

        assertThat(runtime.log()).contains("jmx local acknowledged (looked at the slots)");
        assertThat(done("status")).doesNotContain("JOURNAL");
        assertThat(runtime.run("phcis").err()).isEmpty();
        await("verdicts are given again", () -> verdicts().equals(List.of("DEGRADED")));
        done("offline", SECOND);
        try (Stream<Path> files = Files.list(home.resolve("data/simulation"))) {
            assertThat(files.filter(file -> file.toString().contains("journal.unreadable-")))
                    .singleElement()
                    .satisfies(kept -> assertThat(kept).hasBinaryContent(torn));
        }
    }

    private void refusedAsUnknown(String why, String... command) {
        Result result = runtime.run(command);
        assertThat(result.exitCode()).as(result.out()).isEqualTo(1);
        assertThat(result.out()).startsWith("UNKNOWN: ").contains(why);
    }

    /** {@return the different verdicts on the host's PHCIs} */
    private List<String> verdicts() {
        return done("phcis").lines().skip(1).map(line -> line.split(" +")[1]).distinct().toList();
    }
}
