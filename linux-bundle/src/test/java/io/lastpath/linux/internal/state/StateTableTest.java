// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.PathState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateTableTest {

    @Test
    void theDocumentationHasTheSameTableAsTheCode() throws Exception {
        List<String> documented =
                Files.readAllLines(Path.of("..", "docs", "linux.md")).stream()
                        .filter(line -> line.matches("\\| `.*` \\| `.*` \\| [a-z]+ \\| .*"))
                        .toList();

        assertThat(documented).isEqualTo(StateWord.table().stream().map(this::row).toList());
    }

    private String row(StateWord word) {
        return "| `"
                + word.source().origin()
                + "` | `"
                + word.word()
                + "` | "
                + word.state().name().toLowerCase(java.util.Locale.ROOT)
                + " | "
                + word.reason()
                + " |";
    }

    @Test
    void noWordStandsThereTwice() {
        assertThat(StateWord.table())
                .extracting(word -> word.source() + " " + word.word())
                .doesNotHaveDuplicates();
    }

    @Test
    void theWorstOfWhatIsKnownHolds() {
        assertThat(state(said(StateSource.SCSI, "running"), said(StateSource.DM, "F")))
                .isEqualTo(PathState.FAULT);
        assertThat(state(said(StateSource.DM, "A"), said(StateSource.CHECKER, "ghost")))
                .isEqualTo(PathState.STANDBY);
        assertThat(state(said(StateSource.DM, "A"), said(StateSource.SCSI_ACCESS, "transitioning")))
                .isEqualTo(PathState.UNKNOWN);
        assertThat(state(said(StateSource.SCSI, "no such word"))).isEqualTo(PathState.UNKNOWN);
        assertThat(state()).isEqualTo(PathState.UNKNOWN);
    }

    @Test
    void aSourceThatIsMissingNeverRaisesAState() {
        for (StateWord one : StateWord.table()) {
            for (StateWord other : StateWord.table()) {
                boolean both = usable(one, other);
                assertThat(!both || usable(one) && usable(other))
                        .as("%s with %s", one.word(), other.word())
                        .isTrue();
            }
        }
    }

    private static boolean usable(StateWord... words) {
        return state(
                        java.util.Arrays.stream(words)
                                .map(word -> said(word.source(), word.word()))
                                .toArray(Said[]::new))
                .isUsable();
    }

    private static Said said(StateSource source, String word) {
        return new Said(source, word);
    }

    private static PathState state(Said... said) {
        return PathVerdict.of(List.of(said)).state();
    }
}
