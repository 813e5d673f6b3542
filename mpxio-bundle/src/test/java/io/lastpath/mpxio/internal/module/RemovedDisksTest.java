// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.lostPath;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.Nodes.phci;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the disks that were taken are gone with their PHCI. */
class RemovedDisksTest extends ModuleOnHost {

    /** Its path by another HBA has come back, or nobody can tell. */
    @ParameterizedTest
    @ValueSource(strings = {"healed", "adrift", "unreadable", "of another host"})
    void aDiskThatMayLiveByAnotherPathIsNotToldThatItIsGone(String now) {
        DeviceNode other = client("/other", path("/b", ON));
        tree(client("/disk", path("/a", ON), path("/b", PathState.FAULT)), other);
        query(7);
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        switch (now) {
            case "healed" -> source.set(List.of(client("/disk", path("/b", ON)), other));
            case "adrift" -> source.set(List.of(client("/disk", lostPath(ON)), other));
            case "unreadable" ->
                    source.set(List.of(new DeviceNode.Unreadable("/disk", "EIO"), other));
            default ->
                    keeper.bindSource(
                            new FakeSource(List.of(client("/far", path("/z", ON)))),
                            new FakeReference("far", 1));
        }

        assertThat(removed(A)).isEmpty();
    }

    @Test
    void aDiskThatIsInTheTreeWithoutAPathIsGoneWithItsPhciThoughThatIsStillThere() {
        DeviceNode far = client("/far", path("/a", ON), path("/b", ON));
        tree(disk(""), far);
        query(7);
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        source.set(List.of(client("/disk", path("/b", PathState.FAULT)), far));

        assertThat(removed(A)).containsExactly("/devices/disk");
    }

    /** Only what this module has taken, and the same adapter shows no more, is as it should be. */
    @ParameterizedTest
    @ValueSource(strings = {"taken", "not taken", "of another host", "incomplete"})
    void whatWasTakenWithoutAnyDiskIsRemovedWithoutADoubtOnceItHasLeftTheTree(String how) {
        tree(client("/disk", path("/a", ON), path("/b", ON)));
        query(7);
        if (!how.equals("not taken")) {
            assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        }
        module.forget(7);
        DeviceNode left = client("/disk", path("/b", ON));
        if (how.equals("of another host")) {
            keeper.bindSource(new FakeSource(List.of(left)), new FakeReference("far", 1));
        }
        source.set(
                how.equals("incomplete")
                        ? List.of(left, new DeviceNode.Unreadable("/other", "EIO"))
                        : List.of(left));
        keeper.refresh();

        ModuleReply reply = module.notifyRemove(new Handle(8), A, 0, RcmFlags.NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(reply.assessments()).hasSize(how.equals("taken") ? 0 : 1);
    }

    private List<String> removed(String phci) {
        List<String> removed = new ArrayList<>();
        FakeHandle handle =
                new FakeHandle() {
                    @Override
                    public RcmState getResourceState(String resource) {
                        return resource.equals(phci) ? RcmState.REMOVING : RcmState.ONLINE;
                    }

                    @Override
                    public RcmReply notifyRemove(List<String> resources, RcmFlags flags) {
                        removed.addAll(resources);
                        return RcmReply.SUCCESS;
                    }
                };
        module.notifyRemove(handle, phci, 0, RcmFlags.NONE);
        return removed;
    }

    /** What was pulled is removed with its disks, though the tree does not show it any more. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theDisksThatWereTakenAreRemovedWithTheirPhciThoughItHasLeftTheTree(boolean isShown) {
        DeviceNode back = client("/back", path("/a", ON));
        tree(disk(""), back);
        query(7);
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        module.forget(7);
        List<DeviceNode> left = new ArrayList<>(List.of(client("/back", path("/b", ON))));
        if (isShown) {
            left.add(client("/disk", path("/b", PathState.FAULT)));
        }
        source.set(left);

        assertThat(removed(A)).containsExactly("/devices/disk");
        assertThat(removed(A)).isEmpty();
    }
}
