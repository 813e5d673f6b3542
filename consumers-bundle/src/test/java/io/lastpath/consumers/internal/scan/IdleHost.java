// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A host with two multipathed disks that nobody uses yet. */
abstract class IdleHost {

    FakeHost host;

    @BeforeEach
    void anIdleHostWithTwoMultipathedDisks(@TempDir Path root) {
        host = new FakeHost(root).multipath(0).multipath(1);
    }

    /** {@return why somebody may be missed who uses the first disk} */
    List<String> gaps() {
        return host.read().gaps(resource(0));
    }
}
