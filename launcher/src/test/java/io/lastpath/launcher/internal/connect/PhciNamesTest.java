// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.management.PhciData;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhciNamesTest {

    private static final PhciData HBA =
            phci("0000-01-00.0", "/pci0000:00/0000:00:03.0/0000:01:00.0");
    private static final PhciData LEFT = phci("fp-1a2b3c", "/pci@0,0/left/fp@0,0");
    private static final PhciData RIGHT = phci("fp-4d5e6f", "/pci@0,0/right/fp@0,0");
    private static final PhciNames NAMES = new PhciNames(List.of(HBA, LEFT, RIGHT), "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-00.0",
                "0000:01:00.0",
                "/pci0000:00/0000:00:03.0/0000:01:00.0",
                "/devices/pci0000:00/0000:00:03.0/0000:01:00.0"
            })
    void aPhciGoesByItsIdItsPathItsResourceAndTheEndOfItsPath(String name) {
        assertThat(NAMES.find(List.of(name))).containsExactly(HBA);
        assertThat(NAMES.resource(name)).isEqualTo("/devices/pci0000:00/0000:00:03.0/0000:01:00.0");
    }

    @Test
    void anEndThatTwoPathsShareIsRefusedAndBothAreNamed() {
        assertThatThrownBy(() -> NAMES.find(List.of("fp@0,0")))
                .isInstanceOfSatisfying(
                        LauncherException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage(
                        "'fp@0,0' stands for /pci@0,0/left/fp@0,0 and /pci@0,0/right/fp@0,0; say which");
    }

    @Test
    void anUnknownNameIsRefusedAsAPhciAndKeptAsAResource() {
        assertThatThrownBy(() -> NAMES.find(List.of("0000-01-00.0", "nope")))
                .hasMessageContaining("there is no PHCI 'nope'");
        assertThat(NAMES.resource("/dev/dsk/c1t1d0")).isEqualTo("/dev/dsk/c1t1d0");
    }

    @Test
    void aNameAsLspciWritesItIsAnsweredWithTheNamesThatEndSo() {
        PhciData twin = phci("0001-01-00.0", "/pci0001:00/0001:00:03.0/0001:01:00.0");
        List<String> names = List.of("01:00.0");

        assertThatThrownBy(() -> NAMES.find(names))
                .hasMessage("there is no PHCI '01:00.0'; if this is meant, say 0000:01:00.0");
        assertThatThrownBy(() -> new PhciNames(List.of(HBA, twin), "").find(names))
                .hasMessage(
                        "there is no PHCI '01:00.0'; if this is meant, say 0000:01:00.0 or"
                                + " 0001:01:00.0");
        assertThatThrownBy(() -> NAMES.find(List.of("1:00.0")))
                .hasMessageContaining("'lastpath phcis' lists");
    }

    @Test
    void aFunctionWithSeveralHostsIsAnsweredWithThePhcisOnIt() {
        String card = "/pci0000:00/0000:00:03.0/0000:01:00.0";
        List<PhciData> ports =
                IntStream.rangeClosed(6, 10)
                        .mapToObj(host -> phci("host" + host, card + "/host" + host))
                        .toList();
        PhciNames names = new PhciNames(ports.subList(0, 2), "");

        for (String name : List.of("0000:01:00.0", "0000-01-00.0", card, "/devices" + card)) {
            assertThatThrownBy(() -> names.find(List.of(name)))
                    .hasMessage(
                            "there is no PHCI '%s'; those on it are %s/host6 and %s/host7",
                            name, card, card);
        }
        assertThatThrownBy(() -> names.find(List.of("01:00.0")))
                .hasMessageEndingWith(
                        "'01:00.0'; those on it are " + card + "/host6 and " + card + "/host7");
        assertThatThrownBy(() -> new PhciNames(ports, "").find(List.of("0000:01:00.0")))
                .hasMessageEndingWith(card + "/host8 and 2 more; 'lastpath phcis' lists them");
        assertThatThrownBy(() -> new PhciNames(ports.subList(0, 1), "").find(List.of(card)))
                .hasMessageEndingWith("; the one on it is " + card + "/host6");
        for (String name : List.of("000:01:00.0", "00.0", "host11")) {
            assertThatThrownBy(() -> names.find(List.of(name)))
                    .hasMessageContaining("'lastpath phcis' lists");
        }
    }

    @Test
    void aNameThatIsNotInAnIncompleteTreeIsNotBlamed() {
        String doubt = "the tree is incomplete: /sys/block: is missing";

        assertThatThrownBy(() -> new PhciNames(List.of(), doubt).find(List.of("0000:01:00.0")))
                .isInstanceOfSatisfying(
                        LauncherException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.REFUSED))
                .hasMessage("whether there is a PHCI '0000:01:00.0' is not known: " + doubt);
        assertThatThrownBy(() -> new PhciNames(List.of(HBA), doubt).find(List.of("nope")))
                .hasMessage(
                        "whether there is a PHCI 'nope' is not known: "
                                + doubt
                                + "; 'lastpath phcis' lists those that are known");
    }

    @Test
    void aNameThatIsOnlyNotJudgedYetIsToBeTriedAgain() {
        String doubt = "table 7 of the device tree was not judged yet";

        assertThatThrownBy(() -> new PhciNames(List.of(), doubt).find(List.of("0000:01:00.0")))
                .isInstanceOfSatisfying(
                        LauncherException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.REFUSED))
                .hasMessage(
                        "whether there is a PHCI '0000:01:00.0' is not known: "
                                + doubt
                                + "; try again in a moment");
    }

    @Test
    void aPhciThatHasLeftTheTreeStandsForTheRequestThatIsOpenOnIt() {
        List<String> open =
                List.of(
                        "/devices/pci0000:00/0000:00:05.0/0000:03:00.0",
                        "/devices/pci@0,0/up/fp@7,0",
                        "/devices/pci@0,0/down/fp@7,0");

        for (String name :
                List.of(
                        "0000:03:00.0",
                        "0000-03-00.0",
                        "/pci0000:00/0000:00:05.0/0000:03:00.0",
                        open.get(0))) {
            assertThat(NAMES.resource(name, open)).isEqualTo(open.get(0));
        }
        assertThatThrownBy(() -> NAMES.resource("fp@7,0", open))
                .hasMessageContaining("in the tree any more")
                .hasMessageEndingWith(open.get(1) + " or " + open.get(2));
        assertThatThrownBy(() -> NAMES.resource("03:00.0", open)).hasMessageContaining("status");
        assertThatThrownBy(() -> NAMES.resource("nope", open)).hasMessageContaining("status");
        assertThatThrownBy(() -> NAMES.resource("nope", List.of())).hasMessageContaining("phcis");
        assertThat(NAMES.resource("0000:01:00.0", open)).endsWith("0000:00:03.0/0000:01:00.0");
    }

    private static PhciData phci(String id, String path) {
        return new PhciData(id, path, "online", 3, "ONLINE", 1, 1, 1, 1, "SAFE", 0, 0);
    }
}
