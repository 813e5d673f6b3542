// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Analysis;
import io.lastpath.mpxio.internal.analysis.HandleStates;
import io.lastpath.mpxio.internal.analysis.OnlinePhcis;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.RcmState;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectTest {

    private static final int PHCIS = 3;
    private static final int CLIENTS = 2;

    /** Three PHCIs, two clients on each of them; bits say what is up. */
    private record Case(int paths, int resources) {

        TableState state() {
            return Nodes.state(List.of(disk(0), disk(1)));
        }

        private DeviceNode disk(int client) {
            return client("/c" + client, at("/p0", client), at("/p1", client), at("/p2", client));
        }

        private DevicePath at(String phci, int client) {
            return path(phci, at(client, phci.charAt(2) - '0'));
        }

        private PathState at(int client, int phci) {
            return (paths >> client * PHCIS + phci & 1) == 1 ? PathState.ONLINE : PathState.FAULT;
        }

        FakeHandle handle() {
            return new FakeHandle() {
                @Override
                public RcmState getResourceState(String resource) {
                    int phci = resource.charAt(resource.length() - 1) - '0';
                    return (resources >> phci & 1) == 1 ? RcmState.ONLINE : RcmState.OFFLINE;
                }
            };
        }
    }

    @Test
    void underGroupNoLossOfALastPathIsCalledSafe() {
        int losses = 0;
        for (int paths = 0; paths < 1 << CLIENTS * PHCIS; paths++) {
            for (int resources = 0; resources < 1 << PHCIS; resources++) {
                Case host = new Case(paths, resources);
                Effect exact = effect(host, Analysis.EXACT);
                Effect group = effect(host, Analysis.GROUP);
                if (!exact.affected().isEmpty()) {
                    losses++;
                    assertThat(group.assessments()).as("%s", host).isNotEmpty();
                }
            }
        }
        assertThat(losses).isPositive();
    }

    private static Effect effect(Case host, Analysis analysis) {
        OnlinePhcis online = new HandleStates(host.state().table(), host.handle());
        return Effect.of(host.state(), analysis, online, "/devices/p0");
    }

    @Test
    void anEffectIsUnknownIfAClientOfAnotherOneThatIsAddedCannotBeNamed() {
        String nameless = "/" + "x".repeat(1024);
        TableState state =
                Nodes.state(
                        List.of(
                                client("/c0", path("/p0", PathState.ONLINE)),
                                client(nameless, path("/p1", PathState.ONLINE))));
        OnlinePhcis online = new HandleStates(state.table(), new FakeHandle());
        Effect named = Effect.of(state, Analysis.EXACT, online, "/devices/p0");
        Effect hidden = Effect.of(state, Analysis.EXACT, online, "/devices/p1");

        assertThat(named.doubtful()).isEmpty();
        assertThat(named.and(hidden).doubtful())
                .extracting(Assessment::reason)
                .containsExactly(
                        "a client that would be left without a usable path cannot be named");
        assertThat(hidden.and(named).doubtful()).isEqualTo(named.and(hidden).doubtful());
    }
}
