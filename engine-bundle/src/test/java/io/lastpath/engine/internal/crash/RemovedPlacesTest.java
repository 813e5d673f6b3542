// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.journal.Content;
import io.lastpath.engine.internal.journal.JournalFile;
import io.lastpath.engine.internal.journal.Removed;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal keeps so many removed places; that more were removed is no reason for trust. */
class RemovedPlacesTest {

    private static final int MOST = 10_000;
    private static final String MANY = "/many";

    @TempDir Path folder;

    private static Map<String, List<String>> below(String top, int places) {
        return IntStream.range(0, places)
                .boxed()
                .collect(Collectors.toMap(one -> top + "/" + one, one -> List.of()));
    }

    private static void remove(JournalRun run, int places) {
        CrashModule module = new CrashModule("many", below(MANY, places), run);
        run.engine.arrive("many", () -> 60_000, () -> module).registered().join();
        RcmHandle person = run.person();
        assertThat(person.requestOffline(List.of(MANY), RcmFlags.NONE).isSuccess()).isTrue();
        assertThat(person.notifyRemove(List.of(MANY), RcmFlags.NONE).isSuccess()).isTrue();
    }

    private static long removed(JournalRun run) {
        RcmHandle person = run.person();
        return IntStream.range(0, MOST + 5)
                .filter(one -> person.isRemoved(MANY + "/" + one))
                .count();
    }

    @Test
    void whatDoesNotFitIsRemovedInThisRunAndUnknownInTheNextUntilAPersonHasLooked() {
        Path journal = folder.resolve("engine.journal");
        try (JournalRun run = new JournalRun(journal).withModule()) {
            remove(run, MOST + 5);

            assertThat(removed(run)).isEqualTo(MOST + 5);
            assertThat(run.verdict()).isEqualTo(Verdict.SAFE);
            assertThat(run.log)
                    .hasSize(1)
                    .allMatch(one -> one.contains("places that were removed"));
        }
        try (JournalRun run = new JournalRun(journal).withModule()) {
            assertThat(removed(run)).isEqualTo(MOST + 5); // all are below what was removed
            assertThat(run.engine.journal().loss())
                    .contains("6 earlier ones are not known any more");
            assertThat(run.verdict()).isEqualTo(Verdict.UNKNOWN);

            run.engine.acknowledgeJournalLoss(JournalRun.admin("looked"));
            assertThat(run.verdict()).isEqualTo(Verdict.SAFE);
        }
        try (JournalRun run = new JournalRun(journal).withModule()) {
            assertThat(run.engine.journal().loss()).isEmpty();
        }
    }

    private static RcmReply removeUnheard(JournalRun run, List<String> places) {
        RcmHandle process = run.engine.open(Intent.of(Initiator.process(1), "pulled"));
        assertThat(process.requestOffline(places, RcmFlags.NONE).isSuccess()).isTrue();
        RcmReply reply = process.notifyRemove(places, RcmFlags.NONE);
        assertThat(reply.isSuccess()).isTrue();
        return reply;
    }

    @Test
    void whatNobodyWasRegisteredForIsRemovedInTheNextRunTooWithWhatComesUpBelow() {
        Path journal = folder.resolve("engine.journal");
        String below = MANY + "/0";
        try (JournalRun run = new JournalRun(journal)) {
            assertThat(removeUnheard(run, List.of(MANY)).verdict()).isEqualTo(Verdict.SAFE);
            assertThat(run.person().isRemoved(MANY)).isTrue();
            assertThat(run.person().isRemoved(below)).isTrue();
        }
        try (JournalRun run = new JournalRun(journal)) {
            CrashModule module = new CrashModule("many", below(MANY, 1), run);
            run.engine.arrive("many", () -> 60_000, () -> module).registered().join();

            assertThat(run.person().isRemoved(MANY)).isTrue();
            assertThat(run.person().isRemoved(below)).isTrue();
        }
    }

    /** An earlier run has used up all the room. */
    private static void fill(Path journal, List<String> places) throws IOException {
        List<Removed> removed =
                places.stream().map(one -> new Removed(TreeKey.of(one), true)).toList();
        JournalFile store = new JournalFile(journal, Clock.systemUTC());
        store.claim();
        store.write(new Content(0, "", List.of(), removed));
        store.release();
    }

    @Test
    void aRemovalThatIsNotRememberedSaysSo() throws IOException {
        Path journal = folder.resolve("engine.journal");
        List<String> all = IntStream.range(0, MOST).mapToObj(one -> MANY + "/" + one).toList();
        fill(journal, all);
        try (JournalRun run = new JournalRun(journal)) {
            assertThat(removeUnheard(run, all.subList(0, 1)).verdict()).isEqualTo(Verdict.SAFE);

            RcmReply reply = removeUnheard(run, List.of(MANY));

            assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(reply.toString()).contains(MANY + " was removed", "counts as there");
            assertThat(all).allMatch(run.person()::isRemoved);
            assertThat(run.person().isRemoved(MANY)).isFalse();
        }
    }
}
