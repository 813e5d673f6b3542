// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that is killed does not outlive the one that wants to kill it. */
class KilledProcessTest {

    @TempDir Path folder;

    @Test
    void whoeverStartedItMayEndWithoutAWordAndItEndsAsWell() throws Exception {
        for (List<String> what : List.of(List.of("script", "none"), List.of("random", "1"))) {
            Path own = Files.createDirectory(folder.resolve(what.get(0)));
            List<String> arguments =
                    List.of(own.toString(), "1", CrashScript.STAYS, what.get(0), what.get(1));
            try (KilledProcess child = new KilledProcess(ChildJvm.plain(), own, arguments)) {
                child.awaitStart();
                assertThat(child.endsWhenLetGo()).as(what.get(0)).isTrue();
            }
        }
    }
}
