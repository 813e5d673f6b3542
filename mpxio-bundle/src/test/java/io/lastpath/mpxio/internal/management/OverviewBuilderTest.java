// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.UsedClients.tuple;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.management.SinglePointData;
import io.lastpath.mpxio.internal.preview.PreviewRun;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverviewBuilderTest {

    private static final String HBA = "/pci0000:00/0000:00:03.0/0000:01:00.0";

    private final UsedClients handle = new UsedClients();

    private Overview overview(String informant, DeviceNode... nodes) {
        return new OverviewBuilder(
                        new PreviewRun(Nodes.state(List.of(nodes), informant), Optional.of(handle)),
                        9)
                .build();
    }

    @Test
    void thatNobodyKnowsWhoUsesAClientDiffersFromThatNobodyUsesIt() {
        DeviceNode disk = client("/d1", "mpatha", "", path(HBA, PathState.ONLINE));
        Overview unheard = overview("host", disk);
        Overview unused = overview("", disk);

        assertThat(unheard.audit())
                .isNotEmpty()
                .containsAll(unheard.singlePoints())
                .allSatisfy(point -> assertThat(point.users()).isEmpty())
                .extracting(SinglePointData::doubt)
                .containsOnly(
                        "module host has not registered for mpatha: nobody knows who uses it");
        assertThat(unused.audit())
                .isNotEmpty()
                .containsAll(unused.singlePoints())
                .extracting(SinglePointData::doubt)
                .containsOnly("");
    }

    @Test
    void theUsersOfARowAreThoseOfItsClients() {
        handle.use("/devices/d1", tuple("/devices/d1", "fs", "at /srv", Verdict.DATA_CRITICAL));

        Overview overview =
                overview(
                        "",
                        client("/d1", "mpatha", "", path(HBA, PathState.FAULT)),
                        client("/d2", "mpathe", "", path(HBA, PathState.ONLINE)));

        assertThat(overview.audit().get(0))
                .extracting(SinglePointData::clients, SinglePointData::users)
                .containsExactly("mpathe", "");
        assertThat(overview.singlePoints().get(0))
                .extracting(SinglePointData::clients, SinglePointData::users)
                .containsExactly("mpathe", "");
        assertThat(overview.phcis().get(0).endangeredClients()).isEqualTo(1);
        assertThat(overview.lost().count()).isEqualTo(1);
    }
}
