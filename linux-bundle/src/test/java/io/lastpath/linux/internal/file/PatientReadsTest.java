// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reads that hang are real ones: of a pipe that nobody writes to. */
@Timeout(60)
class PatientReadsTest {

    @TempDir Path temp;
    private HungPipes pipes;
    private PatientReads reads;

    @BeforeEach
    void host() throws Exception {
        Files.writeString(temp.resolve("one"), "1");
        Files.writeString(temp.resolve("two"), "2");
        pipes = new HungPipes(temp);
        pipes.add("hung");
        reads = new PatientReads(new PipedFiles(temp), Duration.ofMillis(100));
    }

    @AfterEach
    void release() throws IOException {
        pipes.release();
    }

    private List<String> read(String... names) throws IOException {
        return HungPipes.read(reads, names);
    }

    @Test
    void whatHangsIsLeftBehindAndTheRestIsRead() throws IOException {
        assertThat(read("one", "hung", "two"))
                .containsExactly("1", "/hung did not answer within 100 ms", "2");
    }

    @Test
    void whatStillHangsIsNotAskedAgain() throws IOException {
        read("hung");

        assertThat(read("hung", "one"))
                .containsExactly("failed: an earlier read of it still hangs", "1");
    }

    @Test
    void whatAnswersAfterAllIsReadAgain() throws Exception {
        read("hung");
        pipes.release();

        CountDownLatch answered = new CountDownLatch(1);
        while (answered.getCount() > 0) {
            if (!read("hung").get(0).contains("still hangs")) {
                answered.countDown();
            }
        }
    }

    @Test
    void tooManyReadsThatHangEndTheReading() throws Exception {
        String[] names = new String[Hanging.MOST + 1];
        for (int i = 0; i < names.length; i++) {
            names[i] = "hung" + i;
            pipes.add(names[i]);
        }

        assertThatThrownBy(() -> read(names))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("8 reads hang, the last one of /hung7")
                .hasMessageContaining("raise readTimeLimitMillis")
                .hasMessageContaining("mend or remove them");
        assertThatThrownBy(() -> read("one"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("8 reads of earlier snapshots still hang")
                .hasMessageContaining("mend or remove them");
        assertThat(reads.hanging()).hasSize(Hanging.MOST).contains("/hung0");
    }

    @Test
    void allReadsTogetherHaveALimitThatIsNamedWithWhatHangs() throws Exception {
        pipes.add("hung2");
        PatientReads shared = new PatientReads(new PipedFiles(temp), Duration.ofSeconds(1));
        reads = shared.within(Duration.ofMillis(1500));

        assertThatThrownBy(() -> read("one", "hung", "hung2", "two"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the tree was not read within 1500 ms, treeTimeLimitMillis")
                .hasMessageContaining("these reads hang: /hung, /hung2; if they are only slow");
        assertThatThrownBy(() -> read("one")).hasMessageContaining("within 1500 ms");

        reads = shared.within(Duration.ofSeconds(60));
        assertThat(read("one", "hung"))
                .containsExactly("1", "failed: an earlier read of it still hangs");
    }

    @Test
    void aFileThatIsTooLongIsRefused() throws IOException {
        Files.write(temp.resolve("long"), new byte[70_000]);

        assertThat(read("long").get(0)).contains("/long", "has more than 10 bytes");
        assertThat(new RootedFiles(temp).read("/long", 70_000)).hasSize(70_000);
        assertThatThrownBy(() -> new RootedFiles(temp).read("/long", HostFiles.ATTRIBUTE))
                .hasMessageContaining("has more than 65536 bytes");
    }

    @Test
    void aLinkInPlaceOfAFileIsNotFollowed() throws IOException {
        Files.createSymbolicLink(temp.resolve("link"), temp.resolve("one"));

        assertThat(read("link").get(0)).startsWith("failed: ");
    }

    @Test
    void whatAReaderThrowsReachesTheCaller() {
        assertThatThrownBy(
                        () ->
                                reads.each(
                                        List.of("one"),
                                        (name, files) -> {
                                            throw new IllegalStateException("a flaw");
                                        },
                                        (name, file, reason) -> file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a flaw");
    }

    @Test
    void anErrorOfAReaderReachesTheCallerAsWell() {
        assertThatThrownBy(
                        () ->
                                reads.each(
                                        List.of("one"),
                                        (name, files) -> {
                                            throw new AssertionError("a flaw");
                                        },
                                        (name, file, reason) -> file))
                .isInstanceOf(AssertionError.class)
                .hasMessage("a flaw");
    }

    @Test
    void whatCannotBeReachedIsNotAbsent() throws IOException {
        RootedFiles files = new RootedFiles(temp);
        assertThat(files.exists("/one")).isTrue();
        assertThat(files.exists("/none")).isFalse();
        Path loop = temp.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        assertThat(files.exists("/loop")).isTrue();
        assertThatThrownBy(() -> files.exists("/loop/below")).isInstanceOf(IOException.class);
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> read("hung"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
