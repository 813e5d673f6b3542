// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What several modules say in the same words. */
class SharedReasonsTest {

    @Test
    void whatSeveralModulesSayIsSaidOnceWithAllOfThemAndTheRestStaysAsItIs() {
        assertThat(
                        SharedReasons.together(
                                List.of(
                                        "module dm could not register, no disks",
                                        "module md has not registered yet",
                                        "the journal is lost",
                                        "module lvm could not register, no disks",
                                        "module swap could not register, no disks",
                                        "module dm could not register, no disks",
                                        "the journal is lost")))
                .containsExactly(
                        "module dm could not register, no disks; the same holds for modules lvm,"
                                + " swap",
                        "module md has not registered yet",
                        "the journal is lost");
        assertThat(SharedReasons.together(List.of("module a is late", "module b is late")))
                .containsExactly("module a is late; the same holds for module b");
        assertThat(SharedReasons.together(List.of())).isEmpty();
    }
}
