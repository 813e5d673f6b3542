// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered of a disk that is left to another PHCI, and of the others of that one. */
class LeftDisksTest extends ModuleOnHost {

    private static final String DISK = "/devices/disk";
    private static final String OWN = "/devices/own";

    /** A handle of a request that ends, with both PHCIs and their disks out. */
    private static class Ending extends FakeHandle.OfRequest {
        final List<String> told = new ArrayList<>();

        Ending(long request) {
            super(request);
        }

        @Override
        public RcmState getResourceState(String resource) {
            return Set.of(A, B, DISK, OWN).contains(resource) ? RcmState.OFFLINE : RcmState.ONLINE;
        }

        @Override
        public RcmReply notifyRemove(List<String> resources, RcmFlags flags) {
            told.addAll(resources);
            return RcmReply.SUCCESS;
        }
    }

    /** One that leaves everything to the second PHCI, or not. */
    private static Ending leaving(boolean isGranted, Runnable meanwhile) {
        return new Ending(10) {
            @Override
            public List<String> leave(List<String> resources, String other) {
                if (other.equals(B)) {
                    meanwhile.run();
                }
                return isGranted && other.equals(B) ? resources : List.of();
            }
        };
    }

    /** The second PHCI goes with its own disk, the first one with that of both. */
    @BeforeEach
    void takeBoth() {
        tree(client("/own", path("/b", ON)), client("/disk", path("/a", ON), path("/b", ON)));
        take(new Handle(7), B);
        take(inState(9, B, RcmState.OFFLINE), A);
    }

    private void take(Handle handle, String phci) {
        module.requestOffline(handle, phci, 0, RcmFlags.QUERY);
        assertThat(module.requestOffline(handle, phci, 0, RcmFlags.NONE).result().isSuccess())
                .isTrue();
    }

    private void pullAll() {
        source.set(List.of(client("/third", path("/c", ON))));
        keeper.refresh();
    }

    @Test
    void theDisksOfAPhciAreGoneAsTheirAdapterShowsThoughAnotherOneShowedADiskThatIsLeftToIt() {
        FakeReference otherReference = new FakeReference("other", 1);
        FakeSource other = new FakeSource(List.of(client("/disk", path("/a", ON), path("/b", ON))));
        keeper.bindSource(other, otherReference);
        keeper.refresh();
        module.notifyRemove(leaving(true, () -> {}), A, 0, RcmFlags.NONE);
        keeper.unbindSource(other, otherReference);
        pullAll();
        Ending last = new Ending(11);

        assertThat(verdict(module.notifyRemove(last, B, 0, RcmFlags.NONE)))
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(last.told).containsExactly(OWN);
    }

    /** The coordinator has granted it, and does not wait until that is known here. */
    @Test
    void aDiskIsGoneWithThePhciThatItIsJustBeingLeftTo() {
        pullAll();
        Ending last = new Ending(11);
        Runnable removal = () -> module.notifyRemove(last, B, 0, RcmFlags.NONE);

        module.notifyRemove(leaving(true, removal), A, 0, RcmFlags.NONE);

        assertThat(last.told).containsExactlyInAnyOrder(OWN, DISK);
    }

    @Test
    void aDiskThatIsNotLeftIsNotRememberedThere() {
        pullAll();
        Ending first = leaving(false, () -> {});
        Ending last = new Ending(11);

        module.notifyRemove(first, A, 0, RcmFlags.NONE);
        module.notifyRemove(last, B, 0, RcmFlags.NONE);

        assertThat(first.told).containsExactly(DISK);
        assertThat(last.told).containsExactly(OWN);
    }
}
