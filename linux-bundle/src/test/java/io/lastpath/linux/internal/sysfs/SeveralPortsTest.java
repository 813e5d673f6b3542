// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.linux.internal.parse.DevPath;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeveralPortsTest {

    private final SeveralPorts several = new SeveralPorts();

    @Test
    void noMoreAreKeptThanAHostCanHaveAndThoseThatHaveAHostAreKeptTheLongest() {
        several.with(both(0, 1));
        assertThat(several.with(List.of(host(0, 8)))).containsExactlyInAnyOrder(card(0), card(1));

        several.with(both(2, SeveralPorts.KEPT));

        assertThat(several.with(List.of()))
                .hasSize(SeveralPorts.KEPT)
                .contains(card(0), card(SeveralPorts.KEPT))
                .doesNotContain(card(1));
    }

    private static List<DevPath> both(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .boxed()
                .flatMap(card -> Stream.of(host(card, 6), host(card, 7)))
                .toList();
    }

    private static DevPath host(int card, int number) {
        return DevPath.of(card(card) + "/host" + number);
    }

    private static DevPath card(int number) {
        return DevPath.of("/pci0000:00/" + String.format("%04x:00:00.0", number));
    }
}
