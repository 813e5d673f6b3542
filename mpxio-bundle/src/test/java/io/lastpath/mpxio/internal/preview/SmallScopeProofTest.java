// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Analysis;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every topology of two PHCIs and three clients, each path absent or in one of the five states, and
 * every set of PHCIs taken away, against an oracle that counts paths and knows nothing of groups.
 */
class SmallScopeProofTest {

    private static final int CLIENTS = 3;
    private static final int ABSENT = 5;
    private static final int[][] SETS = {{0}, {1}, {0, 1}};

    private static final RcmHandle ALL_USED =
            new FakeHandle() {
                @Override
                public RcmReply inspect(List<String> resources, RcmFlags flags) {
                    return new RcmReply(
                            RcmResult.SUCCESS,
                            Errno.NONE,
                            resources.stream()
                                    .map(name -> UsedClients.tuple(name, "fs", "mounted", null))
                                    .toList(),
                            List.of(),
                            0);
                }
            };

    private int cases;

    @Test
    void exactAnalysisAndPreviewAgreeWithTheOracleOnEveryTopology() {
        int[][] wires = new int[CLIENTS][2];
        for (int number = 0; number < 46656; number++) {
            int rest = number;
            for (int i = 0; i < 2 * CLIENTS; i++) {
                wires[i / 2][i % 2] = rest % 6;
                rest /= 6;
            }
            check(wires);
        }
        assertThat(cases).isEqualTo(139_968);
        System.out.printf("Small-scope proof: %,d cases judged as the oracle does%n", cases);
    }

    private void check(int[][] wires) {
        TableState state = Nodes.state(nodes(wires));
        for (int[] set : SETS) {
            cases++;
            Set<String> endangered = oracleEndangered(wires, set);
            int[] phcis = known(state, set);
            Preview used = new PreviewRun(state, Optional.of(ALL_USED)).together(phcis);
            Preview unused = new PreviewRun(state, Optional.of(new FakeHandle())).together(phcis);
            expect(endangered, endangered(used), wires, set);
            expect(oracleVerdict(wires, set, true), used.verdict(), wires, set);
            expect(oracleVerdict(wires, set, false), unused.verdict(), wires, set);
            if (phcis.length == 1) {
                expect(endangered, affected(state, phcis[0]), wires, set);
            }
        }
    }

    /** Builds no text unless it is needed: this runs half a million times. */
    private static void expect(Object expected, Object actual, int[][] wires, int[] set) {
        if (!expected.equals(actual)) {
            assertThat(actual)
                    .as("%s without %s", Arrays.deepToString(wires), Arrays.toString(set))
                    .isEqualTo(expected);
        }
    }

    private static List<DeviceNode> nodes(int[][] wires) {
        List<DeviceNode> nodes = new ArrayList<>(List.of(Nodes.phci("/p0"), Nodes.phci("/p1")));
        for (int client = 0; client < CLIENTS; client++) {
            List<DevicePath> paths = new ArrayList<>();
            for (int phci = 0; phci < 2; phci++) {
                if (wires[client][phci] != ABSENT) {
                    paths.add(Nodes.path("/p" + phci, PathState.values()[wires[client][phci]]));
                }
            }
            nodes.add(Nodes.client("/c" + client, paths.toArray(DevicePath[]::new)));
        }
        return nodes;
    }

    private static int[] known(TableState state, int[] set) {
        return Arrays.stream(set).map(phci -> state.table().phciByPath("/p" + phci)).toArray();
    }

    private static Set<String> endangered(Preview preview) {
        return preview.impacts().stream()
                .filter(impact -> impact.loss().remaining() == 0)
                .map(Impact::label)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> affected(TableState state, int phci) {
        return Analysis.EXACT.losses(state.table(), phci, any -> true).endangered().stream()
                .map(loss -> loss.group().label(loss.client()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // The oracle: the rules in prose, on the wires themselves. A client is touched if it has a path
    // through the set; it is endangered if it is touched and has no path that is online or standby
    // outside the set. In use, that is critical; unused, or with a single path left, it degrades.

    private static Set<String> oracleEndangered(int[][] wires, int[] set) {
        Set<String> endangered = new TreeSet<>();
        for (int client = 0; client < CLIENTS; client++) {
            if (touched(wires[client], set) && usableOutside(wires[client], set) == 0) {
                endangered.add("/c" + client);
            }
        }
        return endangered;
    }

    private static Verdict oracleVerdict(int[][] wires, int[] set, boolean inUse) {
        boolean loss = false;
        boolean single = false;
        for (int[] wire : wires) {
            if (touched(wire, set)) {
                loss |= usableOutside(wire, set) == 0;
                single |= usableOutside(wire, set) == 1;
            }
        }
        if (loss && inUse) {
            return Verdict.DATA_CRITICAL;
        }
        return loss || single ? Verdict.DEGRADED : Verdict.SAFE;
    }

    private static boolean touched(int[] wire, int[] set) {
        boolean touched = false;
        for (int phci : set) {
            touched |= wire[phci] != ABSENT;
        }
        return touched;
    }

    private static int usableOutside(int[] wire, int[] set) {
        int usable = 0;
        for (int phci = 0; phci < wire.length; phci++) {
            boolean inSet = false;
            for (int taken : set) {
                inSet |= taken == phci;
            }
            boolean online = wire[phci] == 3;
            boolean standby = wire[phci] == 2;
            usable += !inSet && (online || standby) ? 1 : 0;
        }
        return usable;
    }
}
