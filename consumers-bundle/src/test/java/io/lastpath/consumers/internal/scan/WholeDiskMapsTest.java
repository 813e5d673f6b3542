// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.host.HostUse;
import io.lastpath.consumers.internal.host.Stake;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A map of device-mapper uses the disk that it stands on, mounted or not. */
class WholeDiskMapsTest {

    private static final String SDZ =
            "/devices/pci0000:00/0000:00:03.0/host0/target0:0:0/0:0:0:144/block/sdz";

    private FakeHost host;

    @BeforeEach
    void aHostWithADiskInNoMap(@TempDir Path root) {
        host = new FakeHost(root).multipath(0).plainDisk("sdz", "65:144");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DMRAID-isw_x", "VDO-1", "mine"})
    void aMapThatIsNotOfMultipathToolsIsAUserOfAWholeDisk(String uuid) {
        host.map(9, "backup", uuid, "sdz");
        HostUse use = host.read();

        assertThat(use.stakes(SDZ))
                .extracting(Stake::text)
                .containsExactly("device-mapper device backup on sdz");
        assertThat(use.disks()).containsExactly(resource(0));
        assertThat(use.gaps(SDZ)).isEmpty();
    }

    @Test
    void whetherOneIsOfMultipathToolsIsNotKnownWithoutItsUuid() {
        host.map(9, "backup", "\0", "sdz");

        assertThat(host.read().gaps(SDZ))
                .singleElement()
                .asString()
                .endsWith("dm-9/dm/uuid holds no UUID of a map");
        assertThat(host.read().disks()).contains(resource(9));
    }
}
