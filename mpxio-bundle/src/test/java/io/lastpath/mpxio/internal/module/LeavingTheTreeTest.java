// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PHCIs, disks and paths that leave the tree while a request commits. */
class LeavingTheTreeTest extends ModuleOnHost {

    @Test
    void aPhciThatLeavesTheTreeOnceItsUsersHaveLetGoIsTaken() {
        DeviceNode far = client("/far", path("/c", ON));
        tree(disk("wwid-1"), far);
        query(7);
        Handle handle = meanwhile(() -> source.set(List.of(far)));

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.result()).as(reply.error()).isEqualTo(RcmResult.SUCCESS);
        assertThat(handle.calls).contains("offline [/devices/disk]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPhciThatLeavesTheTreeOnceUsersHaveLetGoIsTakenIfItsOtherDisksKeepAPath(boolean keeps) {
        PathState other = keeps ? ON : PathState.FAULT;
        tree(disk(""), client("/both", path("/a", ON), path("/c", ON)));
        query(7);
        Handle handle = meanwhile(() -> source.set(List.of(client("/both", path("/c", other)))));

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.result().isSuccess()).as(reply.error()).isEqualTo(keeps);
        assertThat(reply.error())
                .contains(keeps ? "" : "/both would be left without a usable path");
    }

    /** What hung there counts, too, though its path through the PHCI has left the tree. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDiskThatLosesItsPathThereAndItsOtherOneIsNotPassedOver(boolean isAsked) {
        DeviceNode both = client("/both", path("/a", ON), path("/c", ON));
        tree(disk(""), isAsked ? client("/both", path("/a", ON)) : both);
        query(7);
        source.set(List.of(disk(""), both));
        DeviceNode left = client("/both", path("/c", PathState.FAULT));
        Handle handle = meanwhile(() -> source.set(List.of(disk(""), left)));

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.result().isSuccess()).as(reply.error()).isEqualTo(isAsked);
        assertThat(handle.calls.contains("offline [/devices/both]")).isEqualTo(isAsked);
        assertThat(reply.error()).contains(isAsked ? "" : "nobody was asked about it");
    }

    /** Its other path is there, and leads through a PHCI that is out. */
    @ParameterizedTest
    @EnumSource(
            value = RcmState.class,
            names = {"ONLINE", "OFFLINE"})
    void aPathThroughAPhciThatIsOutIsNoSpareForADiskThatLosesItsPathThere(RcmState other) {
        tree(disk(""), client("/both", path("/a", ON), path("/b", ON)));
        query(7);
        source.set(List.of(disk(""), client("/both", path("/b", ON))));

        ModuleReply reply = module.requestOffline(inState(7, B, other), A, 0, RcmFlags.NONE);

        assertThat(reply.result().isSuccess()).isEqualTo(other == RcmState.ONLINE);
        assertThat(reply.error())
                .contains(other == RcmState.ONLINE ? "" : "/both would be left without");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDiskThatVanishesUnaskedEndsTheRequestUnlessItsUsersHaveLetGo(boolean hasLetGo) {
        tree(disk(""), client("/both", path("/a", ON), path("/c", ON)));
        query(7);
        Handle handle =
                new Handle(7) {
                    @Override
                    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                        source.set(List.of(disk("")));
                        return super.requestOffline(resources, flags);
                    }

                    @Override
                    public RcmState getResourceState(String resource) {
                        return hasLetGo && resource.equals("/devices/both")
                                ? RcmState.OFFLINE
                                : RcmState.ONLINE;
                    }
                };

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.result().isSuccess()).as(reply.error()).isEqualTo(hasLetGo);
        assertThat(reply.error()).contains(hasLetGo ? "" : "/both had a path there");
    }

    @Test
    void aPhciThatIsGoneBeforeAnybodyWasToldEndsTheRequest() {
        DeviceNode both = client("/both", path("/a", ON), path("/c", ON));
        tree(disk(""), both);
        query(7);
        source.set(List.of(client("/disk", path("/c", ON)), client("/both", path("/c", ON))));

        assertThat(commit(7).error())
                .contains("PHCI /devices/a was in the device tree and is gone now");
    }
}
