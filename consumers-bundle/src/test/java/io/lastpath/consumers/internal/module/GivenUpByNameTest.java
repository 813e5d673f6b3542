// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import static io.lastpath.consumers.internal.module.FakeHandle.query;
import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.scan.FakeHost;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmResult;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By what names an initiator gives up what the system needs. */
class GivenUpByNameTest {

    private final FakeHandle coordinator = new FakeHandle();
    private FakeHost host;
    private UseKeeper keeper;

    @BeforeEach
    void aHostWithAVolumeOnAMultipathedDisk(@TempDir Path root) {
        host = new FakeHost(root).multipath(0).multipath(1).process(1, "init", "1");
        host.logicalVolume(9, "vglab-data", "dm-1");
        keeper = new UseKeeper(host.files(), 0, 10_000, System::nanoTime);
    }

    @AfterEach
    void stop() {
        keeper.close();
    }

    private ModuleReply force(String module, int map, String... accepted) {
        coordinator.accepted = Set.of(accepted);
        return new UseModule(module, keeper, new Judge(disk -> Set.of("/hba")), "1")
                .requestOffline(coordinator.open(), resource(map), 0, query(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usr",
                "dm-9",
                "/dev/dm-9",
                "vglab-data",
                "/dev/mapper/vglab-data",
                "/devices/virtual/block/dm-1"
            })
    void aFileSystemGoesByItsMountPointItsDeviceAndTheDisksResource(String name) {
        host.mount("253:9", "/usr", "ext4", "/dev/mapper/vglab-data");

        ModuleReply reply = force("filesys", 1, name);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(reply.assessments()).singleElement().matches(one -> one.uses().contains(name));
    }

    @Test
    void theRefusalShowsNamesThatWorkAndOthersDoNot() {
        host.mount("253:9", "/usr", "ext4", "/dev/mapper/vglab-data");

        ModuleReply reply = force("filesys", 1, "mpathb", "/dev/vglab-data", "/us");

        assertThat(reply.error())
                .isEqualTo("/usr is mounted; name /usr or dm-9 or vglab-data to give it up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpatha", "dm-0", "/dev/dm-0", "/dev/mapper/mpatha"})
    void aSwapAreaGoesByItsDevice(String name) {
        host.swap("/dev/dm-0", "partition");

        assertThat(force("swap", 0).error())
                .isEqualTo("swap is in use; name dm-0 or mpatha to give it up");
        assertThat(force("swap", 0, name).result()).isEqualTo(RcmResult.SUCCESS);
    }
}
