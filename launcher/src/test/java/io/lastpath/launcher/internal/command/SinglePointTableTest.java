// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.management.SinglePointData;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinglePointTableTest {

    private static String row(String users, String doubt) {
        SinglePointData point =
                new SinglePointData("PHCI", "0000-01-00.0", "UNKNOWN", 4, "mpatha", users, doubt);
        return SinglePointTable.text(List.of(point), "none");
    }

    @Test
    void nobodyIsSaidOnlyWhereThatIsKnown() {
        assertThat(row("", "")).endsWith("mpatha   nobody");
        assertThat(row("", "nobody was asked")).endsWith("mpatha   not known");
        assertThat(row("DATA_CRITICAL fs", "")).endsWith("mpatha   DATA_CRITICAL fs");
        assertThat(row("DATA_CRITICAL fs", "nobody was asked"))
                .endsWith("mpatha   DATA_CRITICAL fs; others not known");
    }
}
