// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.Nodes.phci;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PHCIs that go in a call, and led to no disk when that asked. */
class NewcomersTest extends ModuleOnHost {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPhciThatHasBeenRemovedMeanwhileIsNoNewcomer(boolean isRemoved) {
        tree(disk(""), phci("/card/b"));
        query(7);
        source.set(List.of(disk(""), client("/far", path("/card/b", ON))));
        Handle card =
                new Handle(7) {
                    @Override
                    public List<String> resources() {
                        return List.of("/devices/card");
                    }

                    @Override
                    public boolean isRemoved(String resource) {
                        return isRemoved && resource.equals("/devices/card/b");
                    }
                };

        assertThat(module.requestOffline(card, A, 0, RcmFlags.NONE).result().isSuccess())
                .isEqualTo(isRemoved);
    }

    /** Names are compared as paths. */
    @ParameterizedTest
    @CsvSource({"/devices/card, false", "/devices//card/, false", "/devices/car, true"})
    void aNewcomerHangsBelowWhatGoes(String going, boolean isTaken) {
        tree(disk(""), phci("/card/b"));
        query(7);
        source.set(List.of(disk(""), client("/far", path("/card/b", ON))));
        Handle handle =
                new Handle(7) {
                    @Override
                    public List<String> resources() {
                        return List.of(A, going);
                    }
                };

        assertThat(module.requestOffline(handle, A, 0, RcmFlags.NONE).result().isSuccess())
                .isEqualTo(isTaken);
    }

    /** It is the disk that was let go, which shows up there. */
    @Test
    void aPhciThatLeadsToWhatHasBeenToldOnlyIsNoNewcomer() {
        tree(disk(""), phci("/card/b"));
        query(7);
        DeviceNode moved = client("/disk", "mpatha", "", path("/card/b", ON));
        Handle card =
                new Handle(7) {
                    @Override
                    public List<String> resources() {
                        return List.of(A, "/devices/card");
                    }

                    @Override
                    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                        source.set(List.of(moved, phci("/a")));
                        return super.requestOffline(resources, flags);
                    }
                };

        ModuleReply reply = module.requestOffline(card, A, 0, RcmFlags.NONE);

        assertThat(reply.result()).as(reply.error()).isEqualTo(RcmResult.SUCCESS);
    }

    /** A retire request asks nobody first. */
    @Test
    void aRetireRequestHasNoNewcomers() {
        tree(disk(""), phci("/card/b"));
        query(7);
        source.set(List.of(disk(""), client("/far", path("/card/b", ON))));
        Handle card =
                new Handle(7) {
                    @Override
                    public List<String> resources() {
                        return List.of("/devices/card");
                    }
                };

        assertThat(module.requestOffline(card, A, 0, RcmFlags.RETIRE_REQUEST).result())
                .isEqualTo(RcmResult.SUCCESS);
    }
}
