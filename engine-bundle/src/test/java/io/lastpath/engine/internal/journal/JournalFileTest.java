// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that cannot be read, and that nothing could be put in the place of so far. */
class JournalFileTest {

    @TempDir Path folder;

    private Path journal;

    @BeforeEach
    void tear() throws IOException {
        journal = Files.writeString(folder.resolve("engine.journal"), "torn");
    }

    /** One more start, which reads it and writes nothing. */
    private String loss(int second) {
        Instant now = Instant.ofEpochSecond(second);
        return new JournalFile(journal, Clock.fixed(now, ZoneOffset.UTC)).load().loss();
    }

    private List<Path> aside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(one -> one.toString().contains("unreadable")).toList();
        }
    }

    @Test
    void isKeptOnceHoweverOftenItIsFound() throws IOException {
        String first = loss(0);

        assertThat(List.of(loss(1), loss(2))).containsOnly(first);

        assertThat(aside()).hasSize(1);
        assertThat(first).endsWith("it is kept as " + aside().get(0));
    }

    /** A file system without hard links has a copy. */
    @Test
    void isKeptOnceWhereItCanOnlyBeCopied() throws IOException {
        Path copy = Files.copy(journal, folder.resolve("engine.journal.unreadable-1"));

        assertThat(loss(1)).endsWith("it is kept as " + copy);

        assertThat(aside()).containsExactly(copy);
    }

    @Test
    void isKeptBesideAnotherOne() throws IOException {
        loss(0);
        Files.delete(journal);
        Files.writeString(journal, "torn elsewhere");

        loss(0);
        loss(1);

        assertThat(aside())
                .extracting(Files::readString)
                .containsExactlyInAnyOrder("torn", "torn elsewhere");
    }
}
