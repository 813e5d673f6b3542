// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.linux.internal.FakeSysfs;
import io.lastpath.linux.internal.RecordedHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A host of which a test breaks something. */
abstract class BrokenHost {

    static final String ONE = "/pci0000:00/0000:00:03.0/0000:01:00.0";

    @TempDir Path temp;
    FakeSysfs host;

    @BeforeEach
    void host() throws IOException {
        host = new FakeSysfs(temp);
    }

    List<DeviceNode> read() throws IOException {
        return RecordedHost.read(temp);
    }

    static List<String> gaps(List<DeviceNode> nodes) {
        return RecordedHost.unreadable(nodes).stream()
                .map(gap -> gap.where() + " " + gap.reason())
                .toList();
    }
}
