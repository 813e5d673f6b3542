// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;

import io.lastpath.consumers.internal.scan.FakeHost;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A host with two multipathed disks, and modules that are asked as the coordinator asks. */
abstract class HostInUse {

    static final String ONE = resource(0);
    static final String TWO = resource(1);
    static final String HBA = "/devices/pci0000:00/0000:00:03.0";
    static final String PLAIN = HBA + "/host0/target0:0:0/0:0:0:144/block/sdz";

    FakeHost host;
    UseKeeper keeper;
    UseModule filesys;
    UseModule md;
    GuardModule guard;
    final FakeHandle coordinator = new FakeHandle();
    final Map<String, Set<String>> phcis = new HashMap<>();

    @BeforeEach
    void aHostWithTwoMultipathedDisks(@TempDir Path root) {
        host = new FakeHost(root).multipath(0).multipath(1).process(1, "init", "1");
        keeper = new UseKeeper(host.files(), 0, 10_000, System::nanoTime);
        Judge judge = new Judge(disk -> phcis.getOrDefault(disk, Set.of(HBA)));
        filesys = new UseModule("filesys", keeper, judge, "filesys 1");
        md = new UseModule("md", keeper, judge, "md 1");
        UseModule swap = new UseModule("swap", keeper, judge, "swap 1");
        guard = new GuardModule(keeper, judge, "host 1", List.of(filesys, md, swap));
    }

    @AfterEach
    void stop() {
        keeper.close();
    }

    void mounted(String point) {
        host.mount("253:0", point, "ext4", "/dev/mapper/mpatha");
    }

    UsageReply info(RcmModule module, String resource) {
        return module.getInfo(coordinator.open(), resource, 0, RcmFlags.NONE);
    }

    ModuleReply offline(RcmModule module, String resource, RcmFlags flags) {
        return module.requestOffline(coordinator.open(), resource, 0, flags);
    }

    boolean hasToRegister(UseModule module) {
        return keeper.recent().use().map(use -> module.hasToRegister(use)).orElseThrow();
    }

    static Verdict severity(UsageReply reply) {
        return Verdict.valueOf(reply.properties().get(InfoTuple.SEVERITY));
    }
}
