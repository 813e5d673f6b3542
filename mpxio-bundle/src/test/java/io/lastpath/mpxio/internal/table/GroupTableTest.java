// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.table;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.lostPath;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.Nodes.phci;
import static io.lastpath.mpxio.internal.support.Nodes.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupTableTest {

    private static final PathState ON = PathState.ONLINE;
    private static final PathState OFF = PathState.OFFLINE;

    @Test
    void namesAreOrderedAsTheirUtf8BytesAreAlsoWithSurrogates() {
        String belowSurrogates = "/\uD7FF";
        String aboveSurrogates = "/\uFFEE";
        String supplementary = "/\uD83D\uDCBE";
        GroupTable table =
                table(List.of(phci(supplementary), phci(aboveSurrogates), phci(belowSurrogates)));

        assertThat(table.phcis()).containsExactly(belowSurrogates, aboveSurrogates, supplementary);
        assertThat(supplementary).isLessThan(aboveSurrogates); // as String.compareTo has it
    }

    @Test
    void theOrderIsThatOfTheEncodedBytesForRandomNames() {
        long seed = Long.getLong("lastpath.seed", System.nanoTime());
        System.out.printf("UTF-8 order: seed %d%n", seed);
        Random random = new Random(seed);
        int[] alphabet = {
            'a', 'b', 0x7f, 0xe9, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff
        };
        for (int i = 0; i < 20_000; i++) {
            String one = text(random, alphabet);
            String other = text(random, alphabet);
            int expected =
                    Arrays.compareUnsigned(
                            one.getBytes(StandardCharsets.UTF_8),
                            other.getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(Utf8Order.INSTANCE.compare(one, other)))
                    .as("%s and %s", one, other)
                    .isEqualTo(Integer.signum(expected));
        }
    }

    private static String text(Random random, int[] alphabet) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(4); length >= 0; length--) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }

    @Test
    void aNameOf1023BytesIsUsedAndOneOf1024IsNot() {
        // "/devices" has 8 bytes, the slash one, an e with acute two.
        String fits = "/" + "\u00e9".repeat(507);
        String tooLong = "/" + "\u00e9".repeat(507) + "x";
        assertThat(("/devices" + fits).getBytes(StandardCharsets.UTF_8)).hasSize(1023);

        GroupTable table =
                table(
                        List.of(
                                client(fits, path(fits, ON)),
                                client(tooLong, path(fits, ON), path(tooLong, ON))));

        assertThat(table.phcis()).containsExactly(fits);
        assertThat(table.group(0).isNameable(0)).isTrue();
        assertThat(table.group(0).isNameable(1)).isFalse();
        assertThat(table.gaps().count()).isEqualTo(2);
    }

    @Test
    void aNameOfTwoMegabytesIsNotKept() {
        String huge = "/" + "x".repeat(2_000_000);
        GroupTable table = table(List.of(client(huge, path("/p", ON), path(huge, ON))));

        assertThat(table.group(0).devicePath(0)).hasSizeLessThan(200).contains("1023 bytes");
        assertThat(table.gaps().sentences()).allSatisfy(s -> assertThat(s).hasSizeLessThan(400));
    }

    @Test
    void groupsAreNewestFirstAndClientsInWalkOrder() {
        GroupTable table =
                table(
                        List.of(
                                client("/c1", path("/a", ON)),
                                client("/c2", path("/b", ON)),
                                client("/c3", path("/a", OFF))));

        assertThat(table.groupCount()).isEqualTo(2);
        assertThat(table.group(0).devicePath(0)).isEqualTo("/c2");
        assertThat(table.group(1).devicePath(0)).isEqualTo("/c1");
        assertThat(table.group(1).devicePath(1)).isEqualTo("/c3");
        assertThat(table.group(1).walkIndex(1)).isEqualTo(2);
    }

    @Test
    void aRepeatedPhciMakesAnotherGroupAndItsPathsStayInPathOrder() {
        GroupTable table =
                table(
                        List.of(
                                client("/c1", path("/b", OFF), path("/a", ON), path("/b", ON)),
                                client("/c2", path("/a", ON), path("/b", ON))));

        assertThat(table.groupCount()).isEqualTo(2);
        Group twice = table.group(1);
        assertThat(twice.slots()).isEqualTo(3);
        assertThat(List.of(twice.state(0, 0), twice.state(0, 1), twice.state(0, 2)))
                .containsExactly(ON, OFF, ON);
        int b = table.phciByPath("/b");
        assertThat(table.groupCountOf(b)).isEqualTo(2);
        assertThat(table.groupOf(b, 0)).isZero();
    }

    @Test
    void pathStatesFollowTheirPhciWhateverTheOrderOfPathsAndOfAppearance() {
        GroupTable table =
                table(
                        List.of(
                                client("/c1", path("/z", ON), path("/a", OFF), path("/m", ON)),
                                client("/c2", path("/a", ON), path("/m", OFF), path("/z", OFF)),
                                client("/c3", path("/m", ON), path("/z", OFF), path("/a", ON))));

        Group group = table.group(0);
        assertThat(table.groupCount()).isEqualTo(1);
        assertThat(states(group, 0)).containsExactly(OFF, ON, ON);
        assertThat(states(group, 1)).containsExactly(ON, OFF, OFF);
        assertThat(states(group, 2)).containsExactly(ON, ON, OFF);
    }

    private static List<PathState> states(Group group, int client) {
        List<PathState> states = new ArrayList<>();
        for (int slot = 0; slot < group.slots(); slot++) {
            states.add(group.state(client, slot));
        }
        return states;
    }

    @Test
    void targetPortsAreKeptWhereThereAre() {
        DevicePath withTarget = new DevicePath(NodePath.of("/a"), ON, "50:01");
        GroupTable table =
                table(
                        List.of(
                                client("/c1", path("/b", ON), path("/a", ON)),
                                client("/c2", path("/b", ON), withTarget)));

        assertThat(table.group(0).target(1, 0)).isEqualTo("50:01");
        assertThat(table.group(0).target(0, 0)).isEmpty();
        assertThat(table.group(0).target(1, 1)).isEmpty();
    }

    @Test
    void whatCannotBeReadCostsOnlyItself() {
        DeviceNode nameless =
                new DeviceNode.Client(
                        new NodePath.Unreadable("node 7", "EIO"), "", "", List.of(path("/a", ON)));
        GroupTable table =
                table(
                        List.of(
                                client("/c1", path("/a", ON), lostPath(ON)),
                                client("/c2", "mpathb", "", lostPath(ON)),
                                nameless,
                                new DeviceNode.Unreadable("/sys/block", "EACCES"),
                                client("/c3", path("/a", ON)),
                                client("/none")));

        assertThat(table.clientCount()).isEqualTo(4);
        assertThat(table.pathCount()).isEqualTo(3);
        assertThat(table.group(0).size()).isEqualTo(3);
        assertThat(table.group(0).isNameable(1)).isFalse();
        assertThat(table.gaps().adrift()).containsExactly("mpathb");
        assertThat(table.gaps().hidden()).containsExactly("/sys/block: EACCES");
        assertThat(table.gaps().partial()).hasSize(1);
        assertThat(table.gaps().count()).isEqualTo(4);
    }

    @Test
    void aPhciWithoutAnyClientIsThere() {
        GroupTable table = table(List.of(phci("/idle"), client("/c", path("/a", ON))));

        assertThat(table.phcis()).containsExactly("/a", "/idle");
        assertThat(table.groupCountOf(table.phciByPath("/idle"))).isZero();
        assertThat(table.phciByResource("/devices/idle")).isEqualTo(1);
        assertThat(table.phciByResource("/idle")).isEqualTo(-1);
    }

    @Test
    void tablesHaveTheSameGroupsWhateverTheStates() {
        GroupTable online = table(List.of(client("/c", "", "w1", path("/a", ON))));
        GroupTable offline = table(List.of(client("/c", "", "w1", path("/a", OFF))));
        GroupTable other = table(List.of(client("/c", "", "w2", path("/a", ON))));

        assertThat(online.hasSameGroups(offline)).isTrue();
        assertThat(online.hasSameGroups(other)).isFalse();
    }
}
