// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.consumers.internal.scan.FakeHost;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.InvalidSyntaxException;

/** Which modules are to register, in a real framework. */
class OfferedModulesTest extends ModulesOnOffer {

    private void blind() throws IOException {
        Files.move(host.root().resolve("sys"), host.root().resolve("sys.gone"));
    }

    private void see() throws IOException {
        Files.move(host.root().resolve("sys.gone"), host.root().resolve("sys"));
    }

    private void cannotRegister(String name) throws InvalidSyntaxException {
        RcmModule module = module(name);
        assertThatThrownBy(() -> module.register(coordinator.open(name)))
                .hasMessageContaining("cannot be listed");
    }

    @Test
    void nobodyHasToWhileNothingChanges() {
        assertThat(offered.changed()).isEmpty();
        assertThat(offered.failure()).isEmpty();
    }

    @Test
    void theGuardHasToUntilTheCoordinatorKnowsThatNothingIsKnown() throws Exception {
        blind();

        assertThat(offered.changed()).containsExactly("host");
        assertThat(offered.failure()).contains("cannot be listed");
        assertThat(offered.changed()).as("it was not heard yet").containsExactly("host");
        cannotRegister("host");
        assertThat(offered.changed()).as("it is known").isEmpty();
    }

    @Test
    void theGuardHasToAgainIfItCouldMeanwhile() throws Exception {
        blind();
        cannotRegister("host");
        see();
        module("host").register(coordinator.open("host"));
        blind();

        assertThat(offered.changed()).containsExactly("host");
    }

    @Test
    void whoCouldNotHasToUntilItCould() throws Exception {
        blind();
        for (String name : all) {
            cannotRegister(name);
        }
        see();

        assertThat(offered.changed()).containsExactlyElementsOf(all);
        assertThat(offered.failure()).isEmpty();
        for (String name : all.subList(1, all.size())) {
            module(name).register(coordinator.open(name));
        }
        assertThat(offered.changed()).containsExactly(all.get(0));
        module(all.get(0)).register(coordinator.open(all.get(0)));
        assertThat(offered.changed()).isEmpty();
    }

    @Test
    void whoCouldNotAnswerHasToThoughNoPollSawThat() throws Exception {
        blind();
        module("host").getInfo(coordinator.open(), FakeHost.resource(0), 0, RcmFlags.NONE);
        see();

        assertThat(offered.changed()).containsExactly("host");
        module("host").register(coordinator.open("host"));
        assertThat(coordinator.calls).contains("unregister " + FakeHost.resource(0));
        assertThat(offered.changed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sys/block/sdz/device/state, running, offline",
        "sys/devices/pci0000:00/0000:00:03.0/host0/scsi_host/host0/state, running, recovery",
        "sys/block/md0/md/degraded, 0, 1",
        "sys/block/md0/md/dev-sdz/state, in_sync, faulty",
        "sys/block/md0/md/resync_start, none, 0"
    })
    void whoSpeaksForAMirrorHasToWhenWhatItCanLoseChanges(String file, String well, String ill)
            throws Exception {
        aMirrorOverAPlainDisk();

        host.write(file, ill + "\n");
        assertThat(offered.changed()).contains("filesys", "md");
        assertThat(offered.changed()).as("until they have").contains("filesys", "md");
        assertThat(registerThoseThatHaveTo()).contains("unregister " + FakeHost.resource(0));
        host.write(file, well + "\n");
        assertThat(registerThoseThatHaveTo()).contains("unregister " + FakeHost.resource(0));
    }

    @Test
    void aHalfThatIsOnNoDiskOfTheHostCountsAsWell() throws Exception {
        host.virtualDisk("nbd0", "43:0").array(0, "raid1", 0, "dm-0", "nbd0");
        registerThoseThatHaveTo();

        host.write("sys/block/md0/md/degraded", "1\n");

        assertThat(registerThoseThatHaveTo()).contains("unregister " + FakeHost.resource(0));
    }

    @Test
    void whatADiskThatIsNoHalfDoesIsNothingToAMirror() throws Exception {
        host.plainDisk("sdy", "65:128");
        aMirrorOverAPlainDisk();

        host.write("sys/block/sdy/device/state", "offline\n");

        assertThat(offered.changed()).isEmpty();
    }

    @Test
    void theGuardHasToWhenThereIsSomethingThatItMayNotSeeAndNotForHowMuch() throws Exception {
        Path space = host.root().resolve("proc/1/ns/mnt");
        Files.delete(space);
        assertThat(registerThoseThatHaveTo()).contains("unregister " + FakeHost.resource(0));

        host.process(2, "other", "1");
        assertThat(offered.changed()).isEmpty();

        host.link("proc/1/ns/mnt", "mnt:[1]");
        assertThat(registerThoseThatHaveTo()).contains("unregister " + FakeHost.resource(0));
    }
}
