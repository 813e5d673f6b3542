// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.Nodes.phci;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableNamesTest {

    private static final String PCI = "/pci0000:3a/0000:3b:00.0";
    private static final String FP0 = "/pci@0/SUNW,qlc@0/fp@0,0";
    private static final String FP1 = "/pci@0/SUNW,qlc@0,1/fp@0,0";

    private final GroupTable table = Nodes.table(List.of(phci(PCI), phci(FP0), phci(FP1)));
    private final TableNames names = new TableNames(table);

    @Test
    void aPciFunctionIsItsOwnIdAndAnythingElseGetsSixDigitsOfItsHash() {
        assertThat(names.phciId(table.phciByPath(PCI))).isEqualTo("0000-3b-00.0");
        assertThat(names.phciId(table.phciByPath(FP0))).matches("fp-0-0-[0-9a-f]{6}");
        assertThat(names.phciId(table.phciByPath(FP0)))
                .isNotEqualTo(names.phciId(table.phciByPath(FP1)));
    }

    @Test
    void twoOfOneIdGetMoreDigits() {
        String twin = "/pci0000:99/0000:3b:00.0";
        GroupTable twins = Nodes.table(List.of(phci(PCI), phci(twin)));
        TableNames twinNames = new TableNames(twins);

        assertThat(twinNames.phciId(0)).matches("0000-3b-00\\.0-[0-9a-f]{16}");
        assertThat(twinNames.phciId(0)).isNotEqualTo(twinNames.phciId(1));
    }

    @Test
    void aPhciIsFoundByIdDevicePathResourceNameOrUniqueLastComponent() {
        int pci = table.phciByPath(PCI);
        assertThat(names.find(List.of("0000-3b-00.0"))).containsExactly(pci);
        assertThat(names.find(List.of(PCI))).containsExactly(pci);
        assertThat(names.find(List.of("/devices" + PCI))).containsExactly(pci);
        assertThat(names.find(List.of("0000:3b:00.0", PCI, FP0)))
                .containsExactly(pci, table.phciByPath(FP0));
    }

    @Test
    void whatIsNotFoundIsNamedTogetherWithWhatThereIs() {
        assertThatThrownBy(() -> names.find(List.of("String")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'String'")
                .hasMessageContaining("0000-3b-00.0");
        assertThatThrownBy(() -> names.find(List.of("fp@0,0"))).hasMessageContaining("several");
        assertThatThrownBy(() -> names.find(List.of())).hasMessageContaining("no PHCI was named");
    }

    @Test
    void theIdOfAGroupDependsOnItsPhcisOnly() {
        GroupTable one = Nodes.table(List.of(client("/c", path(PCI, PathState.ONLINE))));
        GroupTable other =
                Nodes.table(
                        List.of(
                                client("/x", path(FP0, PathState.ONLINE)),
                                client("/y", path(PCI, PathState.FAULT))));

        assertThat(new TableNames(one).groupId(0)).matches("g-[0-9a-f]{8}");
        assertThat(new TableNames(other).groupId(0)).isEqualTo(new TableNames(one).groupId(0));
    }
}
