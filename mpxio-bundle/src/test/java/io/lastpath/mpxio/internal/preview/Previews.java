// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Optional;

/** Previews of a host of a few clients. */
final class Previews {

    static final PathState ON = PathState.ONLINE;
    static final DeviceNode MIRRORED =
            client("/d1", "mpatha", "w1", path("/a", ON), path("/b", ON));
    static final DeviceNode LONELY = client("/d2", "mpathb", "w2", path("/a", ON));

    private Previews() {}

    static Preview preview(RcmHandle handle, List<DeviceNode> nodes, String... phcis) {
        return preview(Nodes.state(nodes), Optional.of(handle), phcis);
    }

    static Preview preview(TableState state, Optional<RcmHandle> handle, String... phcis) {
        int[] asked = new TableNames(state.table()).find(List.of(phcis));
        return new PreviewRun(state, handle).together(asked);
    }

    static void assertUnknown(Preview preview, String reason) {
        assertThat(preview.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(preview.reason()).contains(reason);
    }
}
