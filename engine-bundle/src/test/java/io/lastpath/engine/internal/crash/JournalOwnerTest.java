// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal has one coordinator at a time, and one that is gone is not taken for a new one. */
class JournalOwnerTest {

    private static final List<String> DISK = List.of(JournalRun.DISK);
    private static final List<String> VOLUME = List.of(JournalRun.VOLUME);

    @TempDir Path folder;

    private Path journal;

    @BeforeEach
    void nameTheJournal() {
        journal = folder.resolve("engine.journal");
    }

    @Test
    void aStoppedCoordinatorWhoseLastWriteHangsDoesNotReplaceTheJournalOfItsSuccessor() {
        HangingStore disk = new HangingStore(journal);
        try (JournalRun stopped = new JournalRun(disk).withModule()) {
            granted(stopped.person().requestOffline(VOLUME, RcmFlags.NONE));
            disk.hang();
        } // its last write is still under way
        try (JournalRun successor = new JournalRun(journal).withModule().recovered()) {
            refused(successor, "in use by an earlier coordinator of this process");

            disk.answer();
            Await.until(
                    "it may write",
                    () -> successor.recovered().engine.journal().problem().isEmpty());
            assertThat(successor.open()).containsExactly("OFFLINE " + JournalRun.VOLUME);
            assertThat(successor.verdict()).isEqualTo(Verdict.SAFE);
            granted(successor.person().notifyOnline(VOLUME, RcmFlags.NONE));
            granted(successor.person().requestOffline(DISK, RcmFlags.NONE));
        }
        try (JournalRun next = new JournalRun(journal)) {
            assertThat(next.open())
                    .containsExactly("OFFLINE " + JournalRun.DISK, "OFFLINE " + JournalRun.VOLUME);
        }
    }

    @Test
    void aSecondProcessOnOneJournalSaysSoAndRefusesUntilTheFirstHasEnded() throws Exception {
        List<String> arguments =
                List.of(folder.toString(), "1", CrashScript.STAYS, "script", "recovery only");
        try (KilledProcess first = new KilledProcess(ChildJvm.plain(), folder, arguments)) {
            first.await(CrashChild.FINISHED);
            try (JournalRun second = new JournalRun(journal).withModule().recovered()) {
                refused(second, "in use by process " + first.pid());

                first.kill();
                second.recovered();
                assertThat(second.engine.journal().problem()).isEmpty();
                assertThat(second.engine.journal().unread()).isEmpty();
                granted(second.person().requestOffline(DISK, RcmFlags.NONE));
            }
        }
    }

    /** A lock that cannot be taken at the start may be taken later, and by somebody else first. */
    @Test
    void whatAnotherWroteBeforeTheLockCouldBeTakenIsReadAndNotOverwritten() throws IOException {
        Path lock = Files.createDirectory(folder.resolve(journal.getFileName() + ".lock"));
        try (JournalRun first = new JournalRun(journal).withModule()) {
            assertThat(first.person().requestOffline(VOLUME, RcmFlags.NONE).isSuccess()).isFalse();
            assertThat(first.engine.journal().problem()).contains("cannot be written");
            Files.delete(lock);
            try (JournalRun second = new JournalRun(journal).withModule()) {
                granted(
                        second.engine
                                .open(Intent.of(Initiator.jmx("bert", "local"), "first"))
                                .requestOffline(DISK, RcmFlags.NONE));
            }

            RcmReply reply = first.person().requestOffline(DISK, RcmFlags.NONE);
            assertThat(reply.isSuccess()).isFalse();
            assertThat(first.log).anyMatch(one -> one.contains("changed by somebody else before"));
            assertThat(first.calls).isEmpty();
            first.recovered();
            assertThat(first.engine.journal().problem()).isEmpty();
            assertThat(first.engine.drRequests())
                    .filteredOn(one -> one.resource().equals(JournalRun.DISK))
                    .extracting(one -> one.intent().initiator().id())
                    .containsExactly("jmx bert");
            assertThat(first.person().requestOffline(DISK, RcmFlags.NONE).result())
                    .isEqualTo(RcmResult.CONFLICT);
        }
        try (JournalRun next = new JournalRun(journal)) {
            assertThat(next.open())
                    .containsExactly("OFFLINE " + JournalRun.DISK, "OFFLINE " + JournalRun.VOLUME);
        }
    }

    @Test
    void whatWasDamagedBeforeTheLockCouldBeTakenIsLost() throws IOException {
        Path lock = Files.createDirectory(folder.resolve(journal.getFileName() + ".lock"));
        try (JournalRun run = new JournalRun(journal).withModule()) {
            Files.writeString(journal, "no journal");
            Files.delete(lock);

            run.recovered();

            assertThat(run.engine.journal().loss()).isNotEmpty();
            assertThat(run.verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void aLockThatCanBeTakenLaterChangesNothingIfNobodyWroteMeanwhile() throws IOException {
        try (JournalRun before = new JournalRun(journal).withModule()) {
            granted(before.person().requestOffline(DISK, RcmFlags.NONE));
        }
        Path lock = folder.resolve(journal.getFileName() + ".lock");
        Files.delete(lock);
        Files.createDirectory(lock);
        try (JournalRun run = new JournalRun(journal).withModule().recovered()) {
            assertThat(run.open()).hasSize(2);
            assertThat(run.calls).isEmpty();
            Files.delete(lock);
            granted(run.person().notifyOnline(DISK, RcmFlags.NONE));
            assertThat(run.engine.journal().problem()).isEmpty();
            assertThat(run.engine.journal().loss()).isEmpty();
            assertThat(run.open()).isEmpty();
        }
    }

    private void refused(JournalRun run, String why) {
        RcmReply reply = run.person().requestOffline(DISK, RcmFlags.NONE);
        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.assessments()).anyMatch(one -> one.reason().contains(why));
        assertThat(run.calls).isEmpty();
        assertThat(run.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(run.engine.journal().problem())
                .startsWith("the journal " + journal + " is " + why);
        assertThat(run.engine.journal().unread()).isEqualTo(run.engine.journal().problem());
        assertThat(run.log).filteredOn(one -> one.contains(why)).hasSize(1);
    }

    private static void granted(RcmReply reply) {
        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
    }

    @Test
    void aJournalThatIsMissingIsLostAndNotAFreshStart() throws IOException {
        try (JournalRun run = new JournalRun(journal).withModule()) {
            granted(run.person().requestOffline(DISK, RcmFlags.NONE));
        }
        Files.delete(journal);

        for (int i = 0; i < 2; i++) { // the next run knows of it, too
            try (JournalRun run = new JournalRun(journal).withModule()) {
                String loss = "the journal " + journal + " is missing: there was one";
                assertThat(run.engine.journal().loss()).isEqualTo(loss);
                assertThat(run.log.contains(loss)).isEqualTo(i == 0);
                assertThat(run.verdict()).isEqualTo(Verdict.UNKNOWN);
            }
        }
        try (JournalRun run = new JournalRun(journal).withModule()) {
            run.engine.acknowledgeJournalLoss(JournalRun.admin("looked"));
            assertThat(run.verdict()).isEqualTo(Verdict.SAFE);
        }
    }

    @Test
    void aJournalThatWasNeverWrittenIsNotMissing() throws IOException {
        String lock = journal.getFileName() + ".lock";
        HangingStore disk = new HangingStore(journal);
        disk.hang();
        new JournalRun(disk).close();
        assertThat(folder.resolve(lock)).exists();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(folder.resolve(lock), copy.resolve(lock));
        try (JournalRun run = new JournalRun(copy.resolve(journal.getFileName()))) {
            assertThat(run.engine.journal().loss()).isEmpty();
        }
        disk.answer();
        try (JournalRun next = new JournalRun(journal)) { // or the folder is not left alone yet
            Await.until(
                    "it may write", () -> next.recovered().engine.journal().problem().isEmpty());
        }
    }
}
