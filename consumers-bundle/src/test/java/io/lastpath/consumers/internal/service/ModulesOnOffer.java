// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.module.FakeHandle;
import io.lastpath.consumers.internal.module.Judge;
import io.lastpath.consumers.internal.module.UseKeeper;
import io.lastpath.consumers.internal.scan.FakeHost;
import io.lastpath.consumers.internal.scan.HostScan;
import io.lastpath.rcm.RcmModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The modules of a host with a mounted map, in a real framework. */
abstract class ModulesOnOffer {

    final FakeHandle coordinator = new FakeHandle();
    final List<String> all = new ArrayList<>(HostScan.MODULES);
    FakeHost host;
    private Framework framework;
    OfferedModules offered;

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
        registerAll();
    }

    @AfterEach
    void stop() throws Exception {
        offered.close();
        framework.stop();
        framework.waitForStop(0);
    }

    RcmModule module(String name) throws InvalidSyntaxException {
        BundleContext context = framework.getBundleContext();
        String filter = "(" + RcmModule.NAME + "=" + name + ")";
        return context.getService(
                context.getServiceReferences(RcmModule.class, filter).iterator().next());
    }

    void aMirrorOverAPlainDisk() throws Exception {
        host.plainDisk("sdz", "65:144").array(0, "raid1", 0, "dm-0", "sdz");
        host.mount("9:0", "/srv/md", "ext4", "/dev/md0");
        registerThoseThatHaveTo();
    }

    /** As before each request from outside. */
    void registerAll() throws Exception {
        for (String name : all) {
            module(name).register(coordinator.open(name));
        }
    }

    /** A disk on which something other is said or judged is dropped first. */
    Set<String> registerThoseThatHaveTo() throws Exception {
        coordinator.calls.clear();
        for (String name : offered.changed()) {
            module(name).register(coordinator.open(name));
        }
        Set<String> dropped = new TreeSet<>(coordinator.calls);
        dropped.removeIf(call -> !call.startsWith("unregister "));
        assertThat(offered.changed()).as("nothing has changed since").isEmpty();
        return dropped;
    }
}
