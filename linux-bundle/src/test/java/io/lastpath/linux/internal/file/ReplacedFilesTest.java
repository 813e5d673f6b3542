// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another file takes the place of one of which a read hangs, as that of a device that is back. */
@Timeout(60)
class ReplacedFilesTest {

    @TempDir Path temp;
    private final List<Path> pipes = new ArrayList<>();

    /** Lets every reader go that still hangs. */
    @AfterEach
    void release() throws IOException {
        for (Path each : pipes) {
            try (RandomAccessFile pipe = new RandomAccessFile(each.toFile(), "rw")) {
                pipe.write('x');
            }
        }
    }

    private void pipe(String name) throws Exception {
        Path pipe = temp.resolve(name + ".pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Files.createLink(temp.resolve(name), pipe);
        pipes.add(pipe);
    }

    private void replace(String name) throws IOException {
        Files.delete(temp.resolve(name));
        Files.writeString(temp.resolve(name), "new");
    }

    private static List<String> read(PatientReads reads, String... names) throws IOException {
        return reads.each(
                List.of(names),
                (name, files) -> {
                    try {
                        return new String(files.read("/" + name, 10));
                    } catch (IOException e) {
                        return "failed: " + e.getMessage();
                    }
                },
                (name, file, reason) -> file + " " + reason);
    }

    @Test
    void itIsReadThoughTheReadOfTheOtherStillHangs() throws Exception {
        PipedFiles files = new PipedFiles(temp);
        PatientReads reads = new PatientReads(files, Duration.ofMillis(100));
        pipe("hung");
        assertThat(read(reads, "hung")).containsExactly("/hung did not answer within 100 ms");
        files.awaitIdentified(1);

        replace("hung");

        String answer = read(reads, "hung").get(0);
        while (answer.contains("still hangs")) {
            answer = read(reads, "hung").get(0);
        }
        assertThat(answer).isEqualTo("new");
        assertThat(reads.hanging()).isEmpty();
    }

    @Test
    void aFileThatIsTheSameIsNotReadAgainHoweverOftenItIsLookedAt() throws Exception {
        PipedFiles files = new PipedFiles(temp);
        PatientReads reads = new PatientReads(files, Duration.ofMillis(100));
        pipe("hung");
        read(reads, "hung");
        files.awaitIdentified(1);

        String still = "failed: an earlier read of it still hangs";
        while (!files.isIdentified()) {
            assertThat(read(reads, "hung")).containsExactly(still);
        }
        assertThat(read(reads, "hung")).containsExactly(still);
        assertThat(reads.hanging()).containsExactly("/hung");
    }

    @Test
    void whereSoManyHangThatNothingIsReadAnyMoreItIsOnceTheyAreReplaced() throws Exception {
        PipedFiles files = new PipedFiles(temp);
        PatientReads reads = new PatientReads(files, Duration.ofMillis(100));
        String[] names = new String[Hanging.MOST];
        for (int i = 0; i < names.length; i++) {
            names[i] = "hung" + i;
            pipe(names[i]);
        }
        assertThatThrownBy(() -> read(reads, names)).hasMessageContaining("8 reads hang");
        files.awaitIdentified(names.length);

        for (String name : names) {
            replace(name);
        }
        while (isHeldUp(reads, names)) {
            assertThat(Thread.currentThread().isInterrupted()).as("too late").isFalse();
        }
        assertThat(read(reads, names)).containsOnly("new");
    }

    private static boolean isHeldUp(PatientReads reads, String... names) {
        try {
            return !read(reads, names).stream().allMatch("new"::equals);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("8 reads of earlier snapshots still hang");
            return true;
        }
    }
}
