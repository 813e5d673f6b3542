// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.HostUse;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What processes show that makes no sense is no lack of permission. */
class GarbledProcessesTest extends IdleHost {

    private static final String TABLE = "proc/80/mountinfo";

    @BeforeEach
    void aProcessWithANameSpaceOfItsOwn() {
        host.process(1, "init", "1").process(80, "box", "2");
    }

    private String at(String path) {
        return host.root().resolve(path).toString();
    }

    private static HostUse read(HostFiles files) throws IOException {
        return new HostScan(files).read();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "25 1 253:1 / / rw", "\0\0\n", "no mount at all\n"})
    void aTableOfMountsIsNamed(String text) {
        host.write(TABLE, text);

        assertThat(gaps()).singleElement().asString().startsWith(at(TABLE) + " ");
        assertThat(host.read().unseen()).isEmpty();
    }

    @Test
    void aNameSpaceThatIsNoLinkIsNamed() throws Exception {
        Files.delete(Path.of(at("proc/80/ns/mnt")));
        host.write("proc/80/ns/mnt", "2");

        assertThat(gaps()).containsExactly(at("proc/80/ns/mnt") + " is no link");
        assertThat(host.read().unseen()).isEmpty();
    }

    @Test
    void aFileThatLeadsNowhereIsNamed() {
        host.link("proc/80/fd/7", "nowhere");

        assertThat(gaps()).containsExactly(at("proc/80/fd/7") + " leads nowhere");
        assertThat(host.read().unseen()).isEmpty();
    }

    @Test
    void aFolderOfFilesThatListsSomethingElseIsNamed() {
        host.write("proc/80/fd/seven", "");

        assertThat(gaps()).containsExactly(at("proc/80/fd") + " lists no files");
        assertThat(host.read().unseen()).isEmpty();
    }

    @Test
    void aThreadThatHasOutlivedTheFirstIsNamedAsWell() {
        host.survivor(90, 91, "box", "3").write("proc/90/task/91/mountinfo", "");

        assertThat(gaps()).containsExactly(at("proc/90/task/91/mountinfo") + " is empty");
        assertThat(host.read().unseen()).isEmpty();
    }

    /** As of one that was put into a folder without a mount. */
    @Test
    void anotherProcessOfTheSameNameSpaceTellsWhatIsMountedThere() {
        host.write(TABLE, "");
        host.process(81, "other", "2").mountFor(81, "253:1", "/srv", "ext4", "/dev/dm-1");
        host.link("proc/80/fd/7", "/dev/dm-0");

        assertThat(gaps()).isEmpty();
        assertThat(host.read().unseen()).isEmpty();
        assertThat(users(host.read(), 1)).singleElement().asString().contains("/srv");
        assertThat(users(host.read(), 0))
                .containsExactly("openfiles: opened by box (process 80), mpatha");
    }

    /** As that of a daemon that chroot(2) has put into a folder in which nothing is mounted. */
    @Test
    void anEmptyTableOfAProcessInAFolderOfItsOwnMakesNothingUnknown() {
        host.process(90, "haproxy", "1").link("proc/90/root", "/var/lib/haproxy");
        host.write("proc/90/mountinfo", "");

        assertThat(gaps()).isEmpty();
    }

    @Test
    void aDeadProcessIsNotMissed() {
        host.write(TABLE, "").write("proc/80/stat", "80 (box) Z 1 80 80 0\n");

        assertThat(gaps()).isEmpty();
        assertThat(host.read().unseen()).isEmpty();
    }

    @Test
    void whatFailsOnceIsReadOnceMore() throws Exception {
        HostFiles ending =
                new HostFiles(host.root()) {
                    private boolean failed;

                    @Override
                    public String table(String path) throws IOException {
                        if (path.equals(TABLE) && !failed) {
                            failed = true;
                            throw new IOException("Invalid argument");
                        }
                        return super.table(path);
                    }
                };

        assertThat(read(ending).gaps(FakeHost.resource(0))).isEmpty();
        assertThat(read(ending).unseen()).isEmpty();
    }

    @Test
    void whatMayNotBeReadTakesRoot() throws Exception {
        assertTakesRoot(AccessDeniedException::new);
    }

    /** In the words of the host, whichever language that is. */
    @ParameterizedTest
    @ValueSource(strings = {"Operation not permitted", "Die Operation ist nicht erlaubt"})
    void whatHidepidRefusesDoesSoToo(String words) throws Exception {
        host.append(
                "proc/self/mountinfo",
                "22 25 0:21 / /proc rw,relatime - proc proc rw,gid=4,hidepid=noaccess\n");

        assertTakesRoot(path -> new FileSystemException(path, null, words));
    }

    @Test
    void whatFailsWhereNothingIsRefusedIsNamed() throws Exception {
        HostFiles failing =
                refusing(path -> new FileSystemException(path, null, "Too many open files"));

        assertThat(read(failing).gaps(FakeHost.resource(0)))
                .singleElement()
                .asString()
                .contains("Too many open files");
    }

    private HostFiles refusing(Function<String, IOException> refusal) {
        return new HostFiles(host.root()) {
            @Override
            public String link(String path) throws IOException {
                if (path.startsWith("proc/80/")) {
                    throw refusal.apply(path);
                }
                return super.link(path);
            }
        };
    }

    private void assertTakesRoot(Function<String, IOException> refusal) throws Exception {
        HostFiles forbidden = refusing(refusal);

        assertThat(read(forbidden).gaps(FakeHost.resource(0))).isEmpty();
        assertThat(read(forbidden).unseen())
                .singleElement()
                .asString()
                .contains("1 of 2 processes");
    }
}
