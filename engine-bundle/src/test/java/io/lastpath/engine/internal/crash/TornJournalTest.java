// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the journal looks like, the coordinator starts and says what it could not read. */
class TornJournalTest {

    private static final int VERSION_AT = 11;
    private static final int HEADER_SUM_AT = 16;

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private Path journal;

    @BeforeEach
    void nameTheJournal() {
        journal = folder.resolve("engine.journal");
    }

    @Test
    void cutOffAtAnyByteItIsKeptAsideAndNothingIsInvented() throws IOException {
        byte[] whole = SampleJournal.make(folder);
        assertThat(whole).hasSize(SampleJournal.SIZE);

        IntStream.range(0, whole.length)
                .parallel()
                .forEach(
                        length ->
                                startOn(
                                        Arrays.copyOf(whole, length),
                                        "cut off after " + length + " bytes"));
    }

    @Test
    void withAnyBitTurnedItIsKeptAsideAndNothingIsInvented() throws IOException {
        byte[] whole = SampleJournal.make(folder);

        IntStream.range(0, whole.length * Byte.SIZE)
                .parallel()
                .forEach(bit -> startOn(turned(whole, bit), "bit " + bit + " turned"));
    }

    @Test
    void cutOffItIsSaidToEndTooEarlyAndNotToBeDamaged() throws IOException {
        byte[] whole = SampleJournal.make(folder);
        Files.write(journal, Arrays.copyOf(whole, whole.length - 5));

        try (JournalRun run = new JournalRun(journal)) {
            assertThat(run.engine.journal().loss())
                    .contains("could not be read: it ends too early, in record ")
                    .doesNotContain("damaged");
        }
    }

    private static byte[] turned(byte[] whole, int bit) {
        byte[] turned = whole.clone();
        turned[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return turned;
    }

    /** Plain comparisons: 37,000 starts of assertions would take longer than the starts. */
    private void startOn(byte[] torn, String what) {
        Path one = folder.resolve(what.replace(' ', '-'));
        try {
            Files.write(one, torn);
            startOn(one, torn, what);
            Files.delete(one);
            Files.delete(one.resolveSibling(one.getFileName() + ".lock"));
        } catch (IOException e) {
            throw new UncheckedIOException(what, e);
        }
    }

    private static void startOn(Path one, byte[] torn, String what) throws IOException {
        try (JournalRun run = new JournalRun(one)) {
            String loss = run.engine.journal().loss();
            boolean well =
                    loss.startsWith("the journal " + one + " could not be read: ")
                            && run.log.contains(loss)
                            && run.open().isEmpty()
                            && run.verdict() == Verdict.UNKNOWN
                            && Arrays.equals(Files.readAllBytes(aside(loss)), torn);
            if (!well) {
                throw new AssertionError(what + ": " + loss + run.log + run.open());
            }
            Files.delete(aside(loss));
        }
    }

    /** {@return where the sentence says that the copy is} */
    private static Path aside(String loss) {
        return Path.of(loss.substring(loss.lastIndexOf("it is kept as ") + 14));
    }

    @Test
    void wholeItIsWhatWasAcknowledged() throws IOException {
        Files.write(journal, SampleJournal.make(folder));

        try (JournalRun run = new JournalRun(journal).withModule()) {
            assertThat(run.engine.journal().loss()).isEmpty();
            assertThat(run.log).isEmpty();
            assertThat(run.open())
                    .hasSize(10)
                    .allMatch(one -> one.startsWith("OFFLINE "))
                    .contains("OFFLINE " + JournalRun.DISK, "OFFLINE " + JournalRun.VOLUME);
        }
    }

    @Test
    void ofANewerVersionItIsKeptForTheNewerProgram() throws IOException {
        byte[] newer = SampleJournal.make(folder);
        newer[VERSION_AT]++;
        CRC32C sum = new CRC32C();
        sum.update(newer, 0, HEADER_SUM_AT);
        ByteBuffer.wrap(newer).putInt(HEADER_SUM_AT, (int) sum.getValue());

        startOn(newer, "of a newer version");
        Files.write(journal, newer);
        try (JournalRun run = new JournalRun(journal)) {
            assertThat(run.engine.journal().loss())
                    .contains("it is of version 3, and this Lastpath reads version 2");
        }
    }

    @Test
    void aDirectoryInItsPlaceIsMovedAsideWithAllThatIsInIt() throws IOException {
        Files.createDirectory(journal);
        Files.writeString(journal.resolve("inside"), "kept");

        try (JournalRun run = new JournalRun(journal)) {
            String loss = run.engine.journal().loss();
            assertThat(loss).contains("could not be read").contains("irectory");
            assertThat(run.log).contains(loss);
            assertThat(aside(loss).resolve("inside")).hasContent("kept");
            assertThat(run.engine.drRequests()).isEmpty();
        }
        assertThat(journal).isRegularFile();
    }

    @Test
    void afterALossEveryVerdictForAPersonIsUnknownUntilItIsAcknowledgedOverRestartsToo()
            throws IOException {
        byte[] torn = Arrays.copyOf(SampleJournal.make(folder), 1_000);
        Files.write(journal, torn);
        String loss;
        try (JournalRun run = new JournalRun(journal).withModule()) {
            loss = run.engine.journal().loss();
            assertThat(run.verdict()).isEqualTo(Verdict.UNKNOWN);
        }
        try (JournalRun run = new JournalRun(journal).withModule()) {
            assertThat(run.engine.journal().loss()).isEqualTo(loss);
            assertThat(run.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(run.person().getInfo(List.of(JournalRun.DISK), RcmFlags.NONE).verdict())
                    .isEqualTo(Verdict.UNKNOWN);
            assertThat(
                            run.person()
                                    .requestOffline(List.of(JournalRun.DISK), RcmFlags.NONE)
                                    .verdict())
                    .isEqualTo(Verdict.UNKNOWN);
            assertThat(run.calls).doesNotContain("OFFLINE " + JournalRun.DISK);

            assertThat(run.engine.acknowledgeJournalLoss(JournalRun.admin("looked"))).isTrue();

            assertThat(run.verdict()).isEqualTo(Verdict.SAFE);
        }
        try (JournalRun run = new JournalRun(journal).withModule()) {
            assertThat(run.engine.journal().loss()).isEmpty();
            assertThat(run.verdict()).isEqualTo(Verdict.SAFE);
        }
        assertThat(Files.readAllBytes(aside(loss))).isEqualTo(torn);
    }

    @Test
    void aSecondLossDoesNotTakeThePlaceOfTheFirst() throws IOException {
        for (String torn : List.of("first", "second", "third")) {
            Files.writeString(journal, torn);
            try (JournalRun run = new JournalRun(journal)) {
                assertThat(run.engine.journal().loss()).isNotEmpty();
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(one -> one.toString().contains("unreadable")))
                    .extracting(Files::readString)
                    .containsExactlyInAnyOrder("first", "second", "third");
        }
    }
}
