// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForceOfflineCommandTest {

    private static final String ANSWER = "REFUSED: the system needs / or dm-3 or mpathg";

    @Test
    void anAcceptedNameThatNothingHasIsSaid() {
        Optional<String> said =
                ForceOfflineCommand.unmatched(List.of("mpathg", "/hoem", "UNKNOWN", "x"), ANSWER);

        assertThat(said.orElse(""))
                .startsWith("--accept /hoem, x: nothing in this answer goes by that name")
                .contains("mount point", "device", "resource");
    }

    @Test
    void aNameThatIsInTheAnswerIsNot() {
        assertThat(ForceOfflineCommand.unmatched(List.of("dm-3", "UNKNOWN"), ANSWER)).isEmpty();
    }
}
