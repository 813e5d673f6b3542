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

    @Test
    void aPartOfALongerNameIsNoName() {
        String answer = "swap on mpathg: name mpathg to give it up; /srv/one is mounted; dm-3.";

        assertThat(
                        ForceOfflineCommand.unmatched(
                                        List.of("mpath", "dm", "/", "/srv", "dm-3", "/srv/one"),
                                        answer)
                                .orElse(""))
                .startsWith("--accept mpath, dm, /, /srv: nothing in this answer");
    }

    @Test
    void theRootOfAHostIsANameByItself() {
        String answer = "the system needs /; force the request and accept / to give it up";

        assertThat(ForceOfflineCommand.unmatched(List.of("/"), answer)).isEmpty();
    }

    @Test
    void whatAUseIsGivenUpAsIsInTheAnswer() {
        String answer =
                "SYSTEM_CRITICAL: overruled by force: swap on mpathg; given up as /dev/dm-6, dm-6\n"
                        + "  SYSTEM_CRITICAL mpathg";

        assertThat(ForceOfflineCommand.unmatched(List.of("/dev/dm-6", "dm-6"), answer)).isEmpty();
    }
}
