// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.launcher.internal.command.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said to be lost on a recorded host of which not everything can be read. */
class IncompleteHostIT extends RecordedHosts {

    private String root;

    /** The folder with the paths of mpathc is missing: they are as good as before. */
    @BeforeEach
    void incomplete() throws Exception {
        root = unpack("two-hba");
        Path slaves = Path.of(root, "sys/devices/virtual/block/dm-2/slaves");
        Files.move(slaves, temp.resolve("slaves"));
    }

    @Test
    void aMapWhosePathsCannotBeReadIsNotSaidToHaveNone() throws Exception {
        Result audit = RuntimeProcess.runHere("audit", "--root", root);

        assertThat(audit.exitCode()).isZero();
        assertThat(audit.out())
                .contains("Lost already, as far as is known:\n  mpathc has no path that is known; ")
                .doesNotContain("no path left");
        assertThat(audit.err()).contains("mpathc has no path that is known; ");
    }

    @Test
    void programsReadTheSame() throws Exception {
        JsonNode document = json(RuntimeProcess.runHere("audit", "--json", "--root", root));

        assertThat(document.get("lost")).hasSize(1);
        assertThat(document.get("lost").get(0).asText())
                .startsWith("mpathc has no path that is known; ");
        assertThat(document.get("remarks").get(0).asText())
                .startsWith("the device tree is incomplete, unreadable: ");
    }
}
