// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.DeviceTreeReader;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TakeoverTest {

    private static final DrRequest OPEN =
            new DrRequest(
                    "/devices/pci0",
                    false,
                    RcmState.OFFLINE,
                    Intent.of(Initiator.process(1), ""),
                    new RequestSequence(1, 0),
                    RcmFlags.NONE,
                    Instant.EPOCH,
                    "");

    private final Tree tree = new Tree();
    private final List<DrRequest> requests = new CopyOnWriteArrayList<>();
    private final Takeover takeover = new Takeover(() -> tree, this::coordinator);

    /** The choice of an adapter; the other one comes while somebody is told of changes. */
    private static final class Tree implements DeviceTreeReader {
        private volatile String adapter = "";
        private volatile String next = "";
        private volatile boolean chosen;
        private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

        @Override
        public Reading read() {
            throw new UnsupportedOperationException("nobody reads here");
        }

        @Override
        public Set<String> usablePhcis(String client) {
            throw new UnsupportedOperationException("nobody asks for paths here");
        }

        @Override
        public Map<String, Object> adapter() {
            return adapter.isEmpty() ? Map.of() : Map.of(DeviceTreeSource.ADAPTER, adapter);
        }

        @Override
        public boolean isChosen() {
            return chosen;
        }

        @Override
        public void addAdapterListener(Runnable listener) {
            listeners.add(listener);
            if (!next.isEmpty()) {
                adapter = next;
                new Thread(listener).start();
            }
        }

        @Override
        public void removeAdapterListener(Runnable listener) {
            listeners.remove(listener);
        }
    }

    private Coordinator coordinator() {
        return (Coordinator)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Coordinator.class},
                        (proxy, method, arguments) -> {
                            assertThat(method.getName()).isEqualTo("drRequests");
                            return List.copyOf(requests);
                        });
    }

    @Test
    void whereTheSimulationComesInThePlaceOfAHostTheAnswerSaysSoAndHowToGetBack() {
        tree.adapter = "linux";
        tree.next = "simulation";

        assertThat(takeover.load(() -> "loaded x"))
                .isEqualTo(
                        "loaded x. The simulation is in use now, in the place of adapter linux;"
                                + " 'useAdapter' of the bean io.lastpath:type=Mpxio with linux"
                                + " brings that back. What is taken out of the simulated host now is"
                                + " kept in the journal of that host, and redone there after a"
                                + " restart: end it before; what is removed from it counts as removed"
                                + " there too, until 'lastpath refresh' there. Or play with 'lastpath"
                                + " run --scenario', which has a journal of its own");
        assertThat(tree.listeners).isEmpty();
    }

    @Test
    void whereTheHostStaysTheAnswerSaysThat() {
        tree.adapter = "linux";

        assertThat(takeover.load(() -> "loaded x"))
                .startsWith("loaded x. Adapter linux stays in use; ")
                .endsWith("with simulation shows the simulated host");
    }

    @Test
    void anOpenRequestOnTheHostRefusesBeforeAnythingIsLoaded() {
        tree.adapter = "linux";
        requests.add(OPEN);

        assertThatThrownBy(() -> takeover.load(() -> fail()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not loaded: a DR request on /devices/pci0 is open")
                .hasMessageContaining("adapter linux");
    }

    private static String fail() {
        throw new AssertionError("it was loaded");
    }

    @Test
    void anOpenRequestRefusesNothingWhereTheHostWasChosenByNameOrThereIsNone() {
        String open =
                "loaded x. A DR request on /devices/pci0 is still open, since 1970-01-01T00:00:00Z;"
                        + " 'lastpath online /devices/pci0' ends it";
        requests.add(OPEN);
        assertThat(takeover.load(() -> "loaded x")).isEqualTo(open);
        tree.adapter = "simulation";
        assertThat(takeover.load(() -> "loaded x")).isEqualTo(open);
        assertThat(takeover.inPlaceOf()).isEmpty();
        tree.adapter = "linux";
        tree.chosen = true;

        assertThat(takeover.load(() -> "loaded x")).contains("Adapter linux stays in use");
    }
}
