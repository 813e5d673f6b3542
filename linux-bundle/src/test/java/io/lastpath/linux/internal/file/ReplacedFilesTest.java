// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import static io.lastpath.linux.internal.file.HungPipes.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another file takes the place of one of which a read hangs, as that of a device that is back. */
@Timeout(60)
class ReplacedFilesTest {

    @TempDir Path temp;
    private HungPipes pipes;

    @BeforeEach
    void host() {
        pipes = new HungPipes(temp);
    }

    @AfterEach
    void release() throws IOException {
        pipes.release();
    }

    private void pipe(String name) throws Exception {
        Files.createLink(temp.resolve(name), pipes.add(name + ".pipe"));
    }

    private void replace(String name) throws IOException {
        Files.delete(temp.resolve(name));
        Files.writeString(temp.resolve(name), "new");
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
