// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAlignedAndNumbersStandToTheRight() {
        String text =
                Table.of(40, "ID", "COUNT", "TEXT").row("a", 5, "x").row("bbb", 12, "y").text();

        assertThat(text)
                .isEqualTo(
                        String.join(
                                "\n", //
                                "ID   COUNT  TEXT",
                                "a        5  x",
                                "bbb     12  y"));
    }

    @Test
    void onlyTheLastColumnIsCutHoweverLongTheOthersAre() {
        String text =
                Table.of(8, "VERDICT", "USED BY")
                        .row("SYSTEM_CRITICAL", "swap on mpathg")
                        .row("SAFE", "12345678")
                        .text();

        assertThat(text)
                .isEqualTo(
                        String.join(
                                "\n",
                                "VERDICT          USED BY",
                                "SYSTEM_CRITICAL  swap ...",
                                "SAFE             12345678"));
    }

    @Test
    void aTableWithoutRowsShowsItsHeads() {
        assertThat(Table.of(9, "A", "B").text()).isEqualTo("A  B");
    }
}
