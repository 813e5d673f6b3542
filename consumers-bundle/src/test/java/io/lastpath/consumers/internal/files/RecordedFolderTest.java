// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.consumers.internal.scan.FakeHost;
import io.lastpath.consumers.internal.scan.HostScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies outside of the folder of a recorded host is that of another one. */
class RecordedFolderTest {

    private static final String LEAVES = "leads out of the folder of the recorded host";

    @TempDir private Path temp;
    private FakeHost host;
    private Path table;

    @BeforeEach
    void aHostAndFilesOfAnother() throws IOException {
        host = new FakeHost(Files.createDirectory(temp.resolve("host"))).multipath(0);
        table = host.root().resolve("proc/self/mountinfo");
    }

    private List<String> gaps() {
        return host.read().gaps(FakeHost.resource(0));
    }

    @Test
    void theMountsOfAnotherHostAreNotTakenForThoseOfThisOne() throws IOException {
        Path other = Files.move(table, temp.resolve("other"));
        host.link("proc/self/mountinfo", other.toString());

        assertThat(gaps()).singleElement().asString().contains("proc/self/mountinfo", LEAVES);
    }

    @Test
    void norAreThoseBelowALinkedFolder() throws IOException {
        Path other = Files.move(host.root().resolve("proc/self"), temp.resolve("self"));
        host.link("proc/self", "../../" + other.getFileName());

        assertThat(gaps())
                .anyMatch(gap -> gap.contains("proc/self/mountinfo") && gap.contains(LEAVES));
    }

    @Test
    void aLinkInsideOfTheFolderIsFollowed() throws IOException {
        Files.move(host.root().resolve("proc/self"), host.root().resolve("proc/7"));
        host.link("proc/self", "7");

        assertThat(gaps()).isEmpty();
        assertThat(host.read().disks()).isNotEmpty();
    }

    @Test
    void theFolderMayBeALinkItself() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), host.root());

        assertThat(new HostScan(new HostFiles(link)).read().gaps(FakeHost.resource(0))).isEmpty();
    }

    @Test
    void nothingElseIsReadThereEither() throws IOException {
        Files.createDirectories(temp.resolve("other/below"));
        Files.writeString(temp.resolve("other/file"), "");
        host.link("out", "../other");
        HostFiles files = host.files();

        assertThatThrownBy(() -> files.attribute("out/file")).hasMessageContaining(LEAVES);
        assertThatThrownBy(() -> files.table("out/file")).hasMessageContaining(LEAVES);
        assertThatThrownBy(() -> files.list("out")).hasMessageContaining(LEAVES);
        assertThatThrownBy(() -> files.link("out/below/link")).hasMessageContaining(LEAVES);
        assertThat(files.exists("out/none")).as("nobody can tell").isTrue();
        assertThat(files.link("out")).isEqualTo("../other");
        assertThatThrownBy(() -> files.node("out/file")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void thisHostIsReadAsItIs() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");
        Path link = Files.createSymbolicLink(temp.resolve("link"), file);

        assertThat(new HostFiles(Path.of("/")).attribute(link.toString())).isEqualTo("x");
    }
}
