// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.consumers.internal.module.FakeHandle;
import io.lastpath.consumers.internal.module.Judge;
import io.lastpath.consumers.internal.module.UseKeeper;
import io.lastpath.consumers.internal.scan.FakeHost;
import io.lastpath.consumers.internal.scan.HostScan;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Which modules are to register, in a real framework. */
class OfferedModulesTest {

    private final FakeHandle coordinator = new FakeHandle();
    private final List<String> all = new ArrayList<>(HostScan.MODULES);
    private FakeHost host;
    private Framework framework;
    private OfferedModules offered;

    @BeforeEach
    void theModulesOfAHostHaveRegistered(@TempDir Path root, @TempDir Path storage)
            throws Exception {
        all.add("host");
        host = new FakeHost(root).multipath(0).process(1, "init", "1");
        host.mount("253:0", "/srv", "ext4", "/dev/mapper/mpatha");
        framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        offered =
                new OfferedModules(
                        framework.getBundleContext(),
                        new UseKeeper(host.files(), 0, 10_000, System::nanoTime),
                        new Judge(disk -> Set.of()));
        offered.changed();
        for (String name : all) {
            module(name).register(coordinator.open());
        }
    }

    @AfterEach
    void stop() throws Exception {
        offered.close();
        framework.stop();
        framework.waitForStop(0);
    }

    private RcmModule module(String name) throws InvalidSyntaxException {
        BundleContext context = framework.getBundleContext();
        String filter = "(" + RcmModule.NAME + "=" + name + ")";
        return context.getService(
                context.getServiceReferences(RcmModule.class, filter).iterator().next());
    }

    private void blind() throws IOException {
        Files.move(host.root().resolve("sys"), host.root().resolve("sys.gone"));
    }

    private void see() throws IOException {
        Files.move(host.root().resolve("sys.gone"), host.root().resolve("sys"));
    }

    private void cannotRegister(String name) throws InvalidSyntaxException {
        RcmModule module = module(name);
        assertThatThrownBy(() -> module.register(coordinator.open()))
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
        module("host").register(coordinator.open());
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
            module(name).register(coordinator.open());
        }
        assertThat(offered.changed()).containsExactly(all.get(0));
        module(all.get(0)).register(coordinator.open());
        assertThat(offered.changed()).isEmpty();
    }

    @Test
    void whoCouldNotAnswerHasToThoughNoPollSawThat() throws Exception {
        blind();
        module("host").getInfo(coordinator.open(), FakeHost.resource(0), 0, RcmFlags.NONE);
        see();

        assertThat(offered.changed()).containsExactly("host");
        module("host").register(coordinator.open());
        assertThat(coordinator.calls).contains("unregister " + FakeHost.resource(0));
        assertThat(offered.changed()).isEmpty();
    }

    private void aMirrorOverAPlainDisk() throws Exception {
        host.plainDisk("sdz", "65:144").array(0, "raid1", 0, "dm-0", "sdz");
        host.mount("9:0", "/srv/md", "ext4", "/dev/md0");
        registerThoseThatHaveTo();
    }

    /** A disk on which something other is said or judged is dropped first. */
    private Set<String> registerThoseThatHaveTo() throws Exception {
        coordinator.calls.clear();
        for (String name : offered.changed()) {
            module(name).register(coordinator.open());
        }
        Set<String> dropped = new TreeSet<>(coordinator.calls);
        dropped.removeIf(call -> !call.startsWith("unregister "));
        assertThat(offered.changed()).as("nothing has changed since").isEmpty();
        return dropped;
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
        host.write(file, well + "\n");
        assertThat(offered.changed()).contains("filesys", "md");
        host.write(file, ill + "\n");
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
        Files.createDirectories(space); // no link: cannot be read
        assertThat(registerThoseThatHaveTo()).contains("unregister " + FakeHost.resource(0));

        host.process(2, "other", "1");
        assertThat(offered.changed()).isEmpty();

        Files.delete(space);
        host.link("proc/1/ns/mnt", "mnt:[1]");
        assertThat(registerThoseThatHaveTo()).contains("unregister " + FakeHost.resource(0));
    }
}
