// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that nobody has flushed into the one above it is gone when the power fails. */
class JournalFolderTest {

    @TempDir Path home;

    private final List<Path> flushed = new ArrayList<>();

    private JournalFolder folder(Path path) {
        return new JournalFolder(path, flushed::add);
    }

    @Test
    void isKeptWithAllThatWasMadeForItAndOnce() throws IOException {
        Path data = home.resolve("var").resolve("data");
        JournalFolder folder = folder(data);
        folder.make();
        assertThat(data).isDirectory();

        folder.make();
        folder.keep();
        assertThat(flushed).containsExactly(data, home.resolve("var"), home);

        folder.keep();
        assertThat(flushed).hasSize(4).last().isEqualTo(data);
    }

    @Test
    void thatWasThereMayHaveBeenMadeByARunThatWasKilledBeforeItWasKept() throws IOException {
        folder(home).keep();

        assertThat(flushed).containsExactly(home, home.getParent());
    }

    @Test
    void thatIsGoneIsMadeAndKeptAgain() throws IOException {
        Path data = Files.createDirectory(home.resolve("data"));
        JournalFolder folder = folder(data);
        folder.keep();
        Files.delete(data);
        flushed.clear();

        folder.make();
        folder.keep();

        assertThat(flushed).containsExactly(data, home);
    }

    @Test
    void thatWasThereIsEnoughWhereNobodyMayLookAboveIt() throws IOException {
        new JournalFolder(home, path -> only(home, path)).keep();

        assertThat(flushed).containsExactly(home);
    }

    @Test
    void thatWasMadeAndCannotBeKeptIsTriedAgain() throws IOException {
        Path data = home.resolve("data");
        JournalFolder folder = new JournalFolder(data, path -> only(data, path));
        folder.make();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(folder::keep).isInstanceOf(AccessDeniedException.class);
        }
    }

    private void only(Path readable, Path path) throws IOException {
        if (!path.equals(readable)) {
            throw new AccessDeniedException(path.toString());
        }
        flushed.add(path);
    }
}
