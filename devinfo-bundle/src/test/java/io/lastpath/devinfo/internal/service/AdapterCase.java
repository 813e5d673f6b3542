// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import static io.lastpath.devinfo.internal.service.RunningAdapter.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.standin.StandIn;
import io.lastpath.devinfo.standin.Topology;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The adapter over a stand-in library of the test's own; whatever a test does, nothing is left. */
abstract class AdapterCase {

    @TempDir Path folder;
    @TempDir Path other;

    StandIn standIn;

    @BeforeEach
    void show() throws Exception {
        standIn = StandIn.in(folder);
        standIn.show(new Topology().scale(3, 2, 2));
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        until(() -> standIn.liveSnapshots() == 0);
        assertThat(standIn.liveStrings()).isZero();
        standIn.close();
    }

    RunningAdapter run(String library) throws Exception {
        return new RunningAdapter(other, library);
    }

    static int clients(DeviceTreeSource source) throws DeviceTreeException {
        int[] count = new int[1];
        try (DeviceTree tree = source.snapshot()) {
            tree.walk(node -> count[0]++);
        }
        return count[0] - 2; // the PHCIs
    }
}
