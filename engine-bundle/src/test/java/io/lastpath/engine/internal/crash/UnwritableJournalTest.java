// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While the journal cannot be written nothing is asked, told or acknowledged, and that passes when
 * it can be written again.
 *
 * <p>The disk is full for everybody, root as well: the temporary file is a link to {@code
 * /dev/full}, where each write fails with ENOSPC. A folder that nobody can write to, root as well,
 * is found below {@code /proc}.
 */
class UnwritableJournalTest {

    private static final List<String> DISK = List.of(JournalRun.DISK);
    private static final String FULL = "No space left on device";

    @TempDir Path folder;

    private Path journal;

    @BeforeEach
    void nameTheJournal() {
        journal = folder.resolve("engine.journal");
    }

    private void fill() throws IOException {
        Files.createSymbolicLink(folder.resolve("engine.journal.tmp"), Path.of("/dev/full"));
    }

    private void free() throws IOException {
        Files.delete(folder.resolve("engine.journal.tmp"));
    }

    @Test
    void onAFullDiskNobodyIsAskedOrToldAndNothingIsAcknowledged() throws IOException {
        try (JournalRun run = new JournalRun(journal).withModule()) {
            fill();
            byte[] before = bytes();

            refused(run.person().requestOffline(DISK, RcmFlags.NONE));
            refused(run.person().requestOffline(DISK, RcmFlags.QUERY));
            refused(run.person().requestSuspend(DISK, RcmFlags.NONE, Duration.ZERO));
            assertThat(run.calls).isEmpty();
            assertThat(run.engine.drRequests()).isEmpty();
            assertThat(bytes()).isEqualTo(before);
            saysThatItIsFull(run);

            free();
            assertThat(run.person().requestOffline(DISK, RcmFlags.NONE).isSuccess()).isTrue();
            assertThat(run.engine.journal().problem()).isEmpty();
            assertThat(run.log).last().isEqualTo("the journal " + journal + " is written again");
        }
    }

    /** The temporary file is a link to a device that takes every write and flushes none. */
    @Test
    void whatIsNotFlushedToTheDiskIsNotPutInThePlaceOfWhatIs() throws IOException {
        try (JournalRun run = new JournalRun(journal).withModule()) {
            run.person().requestOffline(DISK, RcmFlags.NONE);
            byte[] before = bytes();
            Files.createSymbolicLink(folder.resolve("engine.journal.tmp"), Path.of("/dev/null"));

            refused(run.person().notifyOnline(DISK, RcmFlags.NONE));
            assertThat(journal).isRegularFile();
            assertThat(bytes()).isEqualTo(before).isNotEmpty();

            free();
            assertThat(run.person().notifyOnline(DISK, RcmFlags.NONE).isSuccess()).isTrue();
        }
    }

    @Test
    void onAFullDiskWhatIsOpenStaysOpenAndNobodyIsToldItsEnd() throws IOException {
        try (JournalRun run = new JournalRun(journal).withModule()) {
            run.person().requestOffline(DISK, RcmFlags.NONE);
            List<String> open = run.open();
            byte[] before = bytes();
            fill();
            run.calls.clear();

            refused(run.person().notifyOnline(DISK, RcmFlags.NONE));
            refused(run.person().notifyRemove(DISK, RcmFlags.NONE));
            refused(run.person().requestOffline(DISK, RcmFlags.NONE));
            assertThat(run.calls).isEmpty();
            assertThat(run.open()).isEqualTo(open);
            assertThat(bytes()).isEqualTo(before);
            saysThatItIsFull(run);

            free();
            assertThat(run.person().notifyOnline(DISK, RcmFlags.NONE).isSuccess()).isTrue();
            assertThat(run.calls)
                    .containsExactly("ONLINE " + JournalRun.DISK, "ONLINE " + JournalRun.VOLUME);
            assertThat(run.open()).isEmpty();
        }
        try (JournalRun run = new JournalRun(journal).withModule().recovered()) {
            assertThat(run.open()).isEmpty();
            assertThat(run.calls).isEmpty();
        }
    }

    @Test
    void whatFailsOnAFullDiskSaysWhatHasNotHappenedAndWhatToDo() throws IOException {
        try (JournalRun run = new JournalRun(journal).withModule()) {
            run.person().requestOffline(DISK, RcmFlags.NONE);
            String unkept = "the journal " + journal + " cannot be written: " + FULL + remedy();
            fill();

            assertThat(run.person().notifyOnline(DISK, RcmFlags.NONE).assessments())
                    .extracting(Assessment::reason)
                    .containsExactly(
                            unkept + ": nobody was told; repeat this once it can be written",
                            "the DR request on " + JournalRun.DISK + " is still open");
        }
    }

    @Test
    void onAFullDiskTheRecoveryWaitsAndGoesOnWhenThereIsRoom() throws IOException {
        try (JournalRun run = new JournalRun(journal).withModule()) {
            run.person().requestOffline(DISK, RcmFlags.NONE);
        }
        fill();
        try (JournalRun run = new JournalRun(journal).withModule().recovered()) {
            assertThat(run.calls).isEmpty();
            assertThat(run.open()).hasSize(2);
            assertThat(run.engine.drRequests().get(0).attention()).contains(FULL);
            saysThatItIsFull(run);
        }
        free();
        try (JournalRun run = new JournalRun(journal).withModule().recovered()) {
            assertThat(run.calls).contains("OFFLINE " + JournalRun.DISK);
            assertThat(run.open()).hasSize(2);
        }
    }

    @Test
    void onAFullDiskNobodyIsAskedForCapacity() throws IOException {
        try (JournalRun run = new JournalRun(journal).withModule()) {
            fill();

            refused(
                    run.person()
                            .requestCapacityChange(
                                    CrashModule.CAPACITY, RcmFlags.NONE, Map.of("new", "1")));
            assertThat(run.calls).isEmpty();
        }
    }

    @Test
    void aLossFoundOnAFullDiskIsNotForgottenByTheNextRun() throws IOException {
        Files.writeString(journal, "torn");
        fill();
        try (JournalRun run = new JournalRun(journal).withModule()) {
            assertThat(run.engine.journal().loss()).contains("could not be read");
            refused(run.person().requestOffline(DISK, RcmFlags.NONE));
        }
        free();
        try (JournalRun run = new JournalRun(journal).withModule()) {
            assertThat(run.engine.journal().loss()).contains("could not be read");
            assertThat(run.verdict()).isEqualTo(Verdict.UNKNOWN);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(one -> one.toString().contains("unreadable")))
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one).hasContent("torn"));
        }
    }

    @Test
    void aProcessOfTheHostHearsOfALossAsAPersonDoes() throws IOException {
        Files.writeString(journal, "torn");
        try (JournalRun run = new JournalRun(journal).withModule()) {
            RcmHandle process = run.engine.open(Intent.of(Initiator.process(7), "test"));
            assertThat(process.getInfo(DISK, RcmFlags.NONE).verdict()).isEqualTo(Verdict.UNKNOWN);
            RcmReply reply = process.requestOffline(DISK, RcmFlags.NONE);
            assertThat(reply.isSuccess()).isFalse();
            assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(run.open()).isEmpty();

            run.engine.acknowledgeJournalLoss(JournalRun.admin("looked"));
            assertThat(process.getInfo(DISK, RcmFlags.NONE).verdict()).isEqualTo(Verdict.SAFE);
            assertThat(process.requestOffline(DISK, RcmFlags.NONE).isSuccess()).isTrue();
        }
    }

    @Test
    void withAFileInThePlaceOfItsFolderItStartsAndRefuses() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Path below = file.resolve("engine.journal");

        try (JournalRun run = new JournalRun(below).withModule()) {
            refused(run.person().requestOffline(DISK, RcmFlags.NONE));
            assertThat(run.calls).isEmpty();
            assertThat(run.engine.journal().problem())
                    .isEqualTo(
                            "the journal "
                                    + below
                                    + " cannot be written: "
                                    + file
                                    + " is no folder (make room in "
                                    + file
                                    + ", or make it writable)");

            Files.delete(file);
            run.engine.acknowledgeJournalLoss(JournalRun.admin("nothing was there"));
            assertThat(run.person().requestOffline(DISK, RcmFlags.NONE))
                    .matches(reply -> reply.isSuccess());
        }
    }

    @Test
    void inAFolderThatNotEvenRootCanWriteToItStartsAndRefuses() {
        try (JournalRun run = new JournalRun(Path.of("/proc/engine.journal")).withModule()) {
            refused(run.person().requestOffline(DISK, RcmFlags.NONE));
            assertThat(run.calls).isEmpty();
            assertThat(run.engine.journal().problem())
                    .startsWith("the journal /proc/engine.journal cannot be written: ");
        }
    }

    @Test
    void readFromAFolderThatNotEvenRootCanWriteToItIsKnownAndRefuses() throws IOException {
        try (JournalRun run = new JournalRun(journal).withModule()) {
            run.person().requestOffline(DISK, RcmFlags.NONE);
        }
        try (FileChannel open = FileChannel.open(journal);
                JournalRun run = new JournalRun(descriptor(journal)).withModule().recovered()) {
            assertThat(open.size()).isPositive();
            assertThat(run.engine.journal().loss()).isEmpty();
            assertThat(run.open())
                    .containsExactly("OFFLINE " + JournalRun.DISK, "OFFLINE " + JournalRun.VOLUME);
            refused(run.person().notifyOnline(DISK, RcmFlags.NONE));
            assertThat(run.calls).isEmpty();
        }
    }

    @Test
    void unreadableInAFolderThatNotEvenRootCanWriteToItStaysWhereItIs() throws IOException {
        Files.writeString(journal, "torn");
        try (FileChannel open = FileChannel.open(journal);
                JournalRun run = new JournalRun(descriptor(journal)).withModule()) {
            assertThat(open.size()).isPositive();
            assertThat(run.engine.journal().loss())
                    .contains("it could not be ", "and stays where it is");
            assertThat(run.verdict()).isEqualTo(Verdict.UNKNOWN);
            refused(run.person().requestOffline(DISK, RcmFlags.NONE));
            assertThat(run.calls).isEmpty();
        }
        assertThat(journal).hasContent("torn");
    }

    /** {@return the file as this process has it open: its folder is the kernel's own} */
    private static Path descriptor(Path file) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(one -> isTo(one, file)).findFirst().orElseThrow();
        }
    }

    private static boolean isTo(Path descriptor, Path file) {
        try {
            return Files.isSameFile(descriptor, file);
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    private static void refused(RcmReply reply) {
        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.assessments())
                .anySatisfy(one -> assertThat(one.reason()).contains("cannot be written"));
    }

    private void saysThatItIsFull(JournalRun run) {
        String problem = "the journal " + journal + " cannot be written: " + FULL + remedy();
        assertThat(run.engine.journal().problem()).isEqualTo(problem);
        assertThat(run.log).contains(problem);
    }

    private String remedy() {
        return " (make room in " + folder + ", or make it writable)";
    }

    private byte[] bytes() throws IOException {
        return Files.exists(journal) ? Files.readAllBytes(journal) : new byte[0];
    }
}
