// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/management.md} says what the beans say. */
class ManagementReferenceTest {

    private static final String MARK =
            "<!-- Below this line: written by ManagementReferenceTest, see CONTRIBUTING.md -->\n";

    @Test
    void theManagementReferenceIsWhatTheBeansSay() throws Exception {
        Path module = Path.of(System.getProperty("basedir", "."));
        Path file = module.resolve("../docs/management.md");
        String found = Files.readString(file);
        assertThat(found).contains(MARK);
        String byHand = found.substring(0, found.indexOf(MARK) + MARK.length());
        String expected =
                byHand + "\n" + new ManagementReference(module.resolve("src/main/java")).write();

        if (Boolean.getBoolean("lastpath.docs.write")) {
            Files.writeString(file, expected);
        } else {
            assertThat(found)
                    .as("docs/management.md; write it anew with -Dlastpath.docs.write=true")
                    .isEqualTo(expected);
        }
    }
}
