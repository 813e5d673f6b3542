// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.RcmFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was broken off in a write leaves a temporary file: it was never in force. */
class LeftoverFileTest {

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private Path journal;
    private Path temporary;
    private byte[] whole;

    @BeforeEach
    void keepARequestOpen() throws IOException {
        journal = folder.resolve("engine.journal");
        temporary = folder.resolve("engine.journal.tmp");
        try (JournalRun run = new JournalRun(journal).withModule()) {
            run.person().requestOffline(List.of(JournalRun.VOLUME), RcmFlags.NONE);
        }
        whole = Files.readAllBytes(journal);
    }

    @Test
    void anEmptyTemporaryFileIsWrittenOver() throws IOException {
        Files.createFile(temporary);
        startsAndWrites();
    }

    @Test
    void aHalfWrittenTemporaryFileIsWrittenOver() throws IOException {
        Files.write(temporary, Arrays.copyOf(whole, whole.length / 2));
        startsAndWrites();
    }

    @Test
    void aWholeTemporaryFileWasNeverInForce() throws IOException {
        Files.write(temporary, SampleJournal.make(Files.createDirectory(folder.resolve("other"))));
        startsAndWrites();
    }

    @Test
    void aTemporaryFileLongerThanTheJournalLeavesNothingBehindItsEnd() throws IOException {
        Files.write(temporary, new byte[100_000]);
        startsAndWrites();
    }

    @Test
    void aTemporaryFileWithoutAJournalIsNoJournal() throws IOException {
        Files.move(journal, temporary);

        try (JournalRun run = new JournalRun(journal).withModule()) {
            assertThat(run.open()).isEmpty();
        }
    }

    /** The request of the earlier run is redone and ended, and both are kept. */
    private void startsAndWrites() throws IOException {
        try (JournalRun run = new JournalRun(journal).withModule().recovered()) {
            assertThat(run.engine.journal().loss()).isEmpty();
            assertThat(run.engine.journal().problem()).isEmpty();
            assertThat(run.open()).containsExactly("OFFLINE " + JournalRun.VOLUME);
            assertThat(run.calls)
                    .containsExactly(
                            "OFFLINE_QUERY " + JournalRun.VOLUME, "OFFLINE " + JournalRun.VOLUME);
        }
        try (JournalRun run = new JournalRun(journal).withModule().recovered()) {
            assertThat(run.person().notifyOnline(List.of(JournalRun.VOLUME), RcmFlags.NONE))
                    .matches(reply -> reply.isSuccess());
        }
        try (JournalRun run = new JournalRun(journal).withModule().recovered()) {
            assertThat(run.open()).isEmpty();
            assertThat(run.calls).isEmpty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).doesNotContain(temporary);
        }
    }

    @Test
    void aDirectoryInThePlaceOfTheTemporaryFileKeepsItFromWritingUntilItIsTakenAway()
            throws IOException {
        Files.createDirectory(temporary);

        try (JournalRun run = new JournalRun(journal).withModule().recovered()) {
            assertThat(run.open()).containsExactly("OFFLINE " + JournalRun.VOLUME);
            assertThat(run.engine.journal().problem())
                    .startsWith("the journal " + journal + " cannot be written: ");
            assertThat(run.log).contains(run.engine.journal().problem());

            Files.delete(temporary);

            assertThat(run.person().notifyOnline(List.of(JournalRun.VOLUME), RcmFlags.NONE))
                    .matches(reply -> reply.isSuccess());
            assertThat(run.engine.journal().problem()).isEmpty();
        }
    }
}
