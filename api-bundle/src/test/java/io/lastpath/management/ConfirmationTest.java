// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {

    private static final List<String> NAMES = List.of("/devices/a", "/devices/b c");

    @Test
    void theSameNamesConfirmAndGiveUpNothing() {
        assertThat(Confirmation.accepted(NAMES, "/devices/a \"/devices/b c\"")).isEmpty();
    }

    @Test
    void whatFollowsTheNamesIsGivenUp() {
        assertThat(Confirmation.accepted(List.of("hba0"), "hba0 swap \"a b\" swap"))
                .containsExactlyInAnyOrder("swap", "a b");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "String",
                "/devices/a",
                "\"/devices/b c\" /devices/a",
                "swap /devices/a \"/devices/b c\"",
                "/DEVICES/a \"/devices/b c\""
            })
    void anythingElseIsRefusedAndSaysWhatToType(String confirm) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Confirmation.accepted(NAMES, confirm))
                .withMessage(
                        "not forced: 'confirm' has to be /devices/a \"/devices/b c\", followed by"
                                + " the name of each use to be given up");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "String", " String "})
    void noReasonIsNoReason(String reason) {
        assertThat(Confirmation.optionalReason(reason)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Confirmation.requiredReason(reason))
                .withMessage("not done: 'reason' has to say why, for the record");
    }

    @Test
    void aReasonLosesTheBlanksAroundIt() {
        assertThat(Confirmation.optionalReason(" swap hba ")).isEqualTo("swap hba");
        assertThat(Confirmation.requiredReason(" swap hba ")).isEqualTo("swap hba");
    }
}
