// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordFileTest {

    private static final String HASH = PasswordHash.create("secret".toCharArray());

    @TempDir private Path folder;

    @Test
    void theRightPasswordLogsInWithItsRoleAndNothingElseDoes() throws IOException {
        PasswordFile users = users("# who\n\nann operator " + HASH + "\nbob viewer " + HASH + "\n");

        assertThat(users.login("ann", "secret".toCharArray())).contains(Role.OPERATOR);
        assertThat(users.login("bob", "secret".toCharArray())).contains(Role.VIEWER);
        assertThat(users.login("ann", "Secret".toCharArray())).isEmpty();
        assertThat(users.login("ann", new char[0])).isEmpty();
        assertThat(users.login("eve", "secret".toCharArray())).isEmpty();
        assertThat(users.login("eve", "nobody".toCharArray())).isEmpty();
    }

    @Test
    void aChangeHoldsAtTheNextLogin() throws IOException {
        PasswordFile users = users("ann operator " + HASH);
        Files.writeString(file(), "ann viewer " + HASH);

        assertThat(users.login("ann", "secret".toCharArray())).contains(Role.VIEWER);
    }

    @Test
    void theSamePasswordNeverHasTheSameHash() {
        assertThat(PasswordHash.create("secret".toCharArray())).isNotEqualTo(HASH);
    }

    @ParameterizedTest
    @CsvSource({
        "ann operator secret, line 1: it is not 'USER ROLE HASH'",
        "ann operator, line 1: it is not 'USER ROLE HASH'",
        "ann admin HASH, line 1: the role is neither viewer nor operator",
        "local viewer HASH, line 1: the name local stands for whoever attaches on this host",
        "'', it names no user",
    })
    void aWrongFileIsRefusedWithItsLine(String text, String complaint) throws IOException {
        PasswordFile users = users(text.replace("HASH", HASH));

        assertThatThrownBy(users::check)
                .hasMessageContaining("needs the password file " + file())
                .hasMessageContaining(complaint);
    }

    @Test
    void aUserWhoIsNamedTwiceIsRefused() throws IOException {
        PasswordFile users = users("ann viewer " + HASH + "\nann operator " + HASH);

        assertThatThrownBy(users::check)
                .hasMessageContaining("line 2: the user ann is named again");
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws IOException {
        PasswordFile users = users("ann viewer " + HASH);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(users::check).hasMessageContaining("chmod 600");
        assertThatThrownBy(() -> users.login("ann", "secret".toCharArray()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aMissingFileIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> new PasswordFile(folder.resolve("none")).check())
                .hasMessageContaining("lastpath password");
    }

    @Test
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void aPipeIsRefusedAndNotOpened() throws Exception {
        Process pipe = new ProcessBuilder("mkfifo", "-m", "600", file().toString()).start();
        assertThat(pipe.waitFor()).isZero();

        assertThatThrownBy(new PasswordFile(file())::check)
                .hasMessageContaining(file() + " is no file");
        assertThatThrownBy(() -> Tls.serverSockets(file(), file()))
                .hasMessageContaining(file() + " is no file");
    }

    private Path file() {
        return folder.resolve("jmx.passwords");
    }

    private PasswordFile users(String text) throws IOException {
        Files.writeString(file(), text);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        return new PasswordFile(file());
    }
}
