// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameListTest {

    @Test
    void namesAreSeparatedByAnyNumberOfBlanks() {
        assertThat(NameList.parse("  a \t b\n\nc ")).containsExactly("a", "b", "c");
    }

    @Test
    void commasBelongToNames() {
        assertThat(NameList.parse("/pci@0,0/fp@1,0 /pci@0,1"))
                .containsExactly("/pci@0,0/fp@1,0", "/pci@0,1");
    }

    @Test
    void aQuotedNameHoldsBlanksAndDoubledQuotes() {
        assertThat(NameList.parse("\"a b\" c \"say \"\"x\"\"\""))
                .containsExactly("a b", "c", "say \"x\"");
    }

    @Test
    void anEmptyNameIsWrittenAsTwoQuotes() {
        assertThat(NameList.parse("\"\" a")).containsExactly("", "a");
        assertThat(NameList.format(List.of("", "a"))).isEqualTo("\"\" a");
    }

    @Test
    void aListThatWouldKeepTheCoordinatorBusyForLongIsRefused() {
        String most = "a ".repeat(NameList.MOST);

        assertThat(NameList.parse(most)).hasSize(NameList.MOST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameList.parse(most + "b"))
                .withMessageContaining("more than 10000 names");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   ", "\t\n"})
    void nothingIsTheEmptyList(String text) {
        assertThat(NameList.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'a \"b', '\"b'",
                "'\"', '\"'",
                "'a\"b c', 'a\"b c'",
                "'a\"\"b', 'a\"\"b'",
                "'\"a\"b', '\"a\"b'",
                "'x \"a\"\"', '\"a\"\"'",
                "'\"\"x\"\"', '\"\"x\"\"'"
            })
    void aMisplacedQuoteIsRefusedWithItsPlace(String text, String place) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameList.parse(text))
                .withMessage("misplaced quote in the list at: " + place);
    }

    @Test
    void aVeryLongNameIsRead() {
        String name = "x ".repeat(1_000_000);

        assertThat(NameList.parse(NameList.format(List.of(name, "y")))).containsExactly(name, "y");
    }

    @Test
    void whatIsWrittenIsReadAsTheSameNames() {
        long seed = Long.getLong("lastpath.seed", System.nanoTime());
        System.out.println("NameListTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            List<String> names = randomNames(random);

            assertThat(NameList.parse(NameList.format(names))).as("seed %d", seed).isEqualTo(names);
        }
    }

    private static List<String> randomNames(Random random) {
        String alphabet = "ab/@,:\" \t\n\u001c\u2003\u0085é";
        List<String> names = new ArrayList<>();
        for (int count = random.nextInt(5); count > 0; count--) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(6); length > 0; length--) {
                name.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            names.add(name.toString());
        }
        return names;
    }
}
