// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The coordinator has given up waiting for a call that ends a request, and goes on without it. */
class LateEndTest extends ModuleOnHost {

    private static final String DISK = "/devices/disk";

    /** A handle of a request that ends; something happens while users hear of it. */
    private static final class Ending extends FakeHandle.OfRequest {
        final List<String> told = new ArrayList<>();
        private final Runnable meanwhile;

        Ending(long request, Runnable meanwhile) {
            super(request);
            this.meanwhile = meanwhile;
        }

        @Override
        public RcmState getResourceState(String resource) {
            return Set.of(A, DISK).contains(resource) ? RcmState.OFFLINE : RcmState.ONLINE;
        }

        @Override
        public RcmReply notifyOnline(List<String> resources, RcmFlags flags) {
            meanwhile.run();
            return RcmReply.SUCCESS;
        }

        @Override
        public RcmReply notifyRemove(List<String> resources, RcmFlags flags) {
            told.addAll(resources);
            return RcmReply.SUCCESS;
        }
    }

    @BeforeEach
    void take() {
        tree(disk(""), client("/other", path("/b", ON)));
        take(7);
        module.forget(7);
    }

    private void take(long request) {
        query(request);
        assertThat(commit(request).result().isSuccess()).isTrue();
    }

    @Test
    void anOnlineThatEndsLateForgetsNothingThatWasTakenSince() {
        Runnable takenAgain =
                () -> {
                    take(9);
                    module.forget(9);
                };
        module.notifyOnline(new Ending(8, takenAgain), A, 0, RcmFlags.NONE);
        source.set(List.of(client("/other", path("/b", ON))));
        Ending last = new Ending(10, () -> {});

        module.notifyRemove(last, A, 0, RcmFlags.NONE);

        assertThat(last.told).containsExactly(DISK);
    }

    @Test
    void anOnlineThatEndsLateForgetsNothingThatWasAskedSince() {
        module.notifyOnline(new Ending(8, () -> query(9)), A, 0, RcmFlags.NONE);

        assertThat(commit(9).result().isSuccess()).isTrue();
    }
}
