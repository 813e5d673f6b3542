// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import static io.lastpath.devinfo.standin.Topology.VHCI;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.PathState;
import io.lastpath.devinfo.standin.StandIn;
import io.lastpath.devinfo.standin.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real JNA over a stand-in library of the test's own; whatever a test does, nothing is left.
 */
abstract class StandInCase {

    static final String FP0 = "/pci@0,0/fp@0,0";
    static final String DISK = VHCI + "/ssd@g1";
    static final int ONLINE = PathState.ONLINE.number();
    static final int EIO = 5;

    @TempDir Path folder;

    /** How many snapshots have said that they are closed. */
    final AtomicInteger closed = new AtomicInteger();

    StandIn standIn;
    private DevinfoLibrary library;

    @BeforeEach
    void load() throws Exception {
        standIn = StandIn.in(folder);
        library = DevinfoLibrary.load(standIn.file(), Duration.ofSeconds(20)).orElseThrow();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(standIn.liveSnapshots()).isZero();
        assertThat(standIn.liveStrings()).isZero();
        library.unload();
        standIn.close();
    }

    DeviceTree open() throws DeviceTreeException {
        return library.snapshot(closed::incrementAndGet);
    }

    List<DeviceNode> read(Topology host) throws IOException {
        standIn.show(host);
        List<DeviceNode> nodes = new ArrayList<>();
        try (DeviceTree tree = open()) {
            tree.walk(nodes::add);
        }
        return nodes;
    }

    static Topology oneDisk() {
        return new Topology().phci(FP0).client(DISK).path(FP0, ONLINE, "w50,0");
    }
}
