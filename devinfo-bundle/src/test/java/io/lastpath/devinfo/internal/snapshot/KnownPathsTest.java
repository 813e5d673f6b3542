// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.devinfo.standin.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Paths that share a slot among those that are known. That they share one is seen by the third
 * path: it is like the first and yet another object, since the second took the slot.
 */
class KnownPathsTest extends StandInCase {

    @Test
    void pathsThroughPhcisWithNamesOfOneHashCodeAreToldApart() throws Exception {
        List<DevicePath> paths =
                pathsOf(
                        new Topology()
                                .client(DISK)
                                .path("/pAa", ONLINE, "w50,0")
                                .path("/pBB", ONLINE, "w50,0")
                                .path("/pAa", ONLINE, "w50,0"));

        assertThat(paths).extracting(DevicePath::phci).containsExactly(p("Aa"), p("BB"), p("Aa"));
        assertThat(paths.get(2)).isNotSameAs(paths.get(0));
    }

    @Test
    void pathsThatDifferInNothingButTheStateAreToldApart() throws Exception {
        String address = "aepiowb"; // shares a slot of online and faulted
        List<DevicePath> paths =
                pathsOf(
                        new Topology()
                                .client(DISK)
                                .path("/p", PathState.ONLINE.number(), address)
                                .path("/p", PathState.FAULT.number(), address)
                                .path("/p", PathState.ONLINE.number(), address));

        assertThat(paths)
                .extracting(DevicePath::state)
                .containsExactly(PathState.ONLINE, PathState.FAULT, PathState.ONLINE);
        assertThat(paths.get(2)).isNotSameAs(paths.get(0));
    }

    private List<DevicePath> pathsOf(Topology host) throws Exception {
        return read(host).stream()
                .filter(DeviceNode.Client.class::isInstance)
                .map(DeviceNode.Client.class::cast)
                .findFirst()
                .orElseThrow()
                .paths();
    }

    private static NodePath p(String end) {
        return new NodePath.Known("/p" + end);
    }
}
