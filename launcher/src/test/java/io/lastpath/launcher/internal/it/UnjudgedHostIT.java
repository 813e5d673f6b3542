// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.launcher.internal.command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A recorded host with PHCIs, of which no user of a disk can be found. */
class UnjudgedHostIT extends RecordedHosts {

    @Test
    void anAuditInWhichNothingWasJudgedDoesNotSayThatAllIsWell() throws Exception {
        String root = unpack("two-hba");
        empty(Path.of(root, "sys/block"));
        empty(Path.of(root, "sys/dev/block"));

        Result audit = RuntimeProcess.runHere("audit", "--root", root);

        assertThat(audit.out())
                .startsWith("Not known whether there is a single point of failure")
                .contains("Not judged:\n")
                .doesNotContain("No single point of failure");
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
        }
    }
}
