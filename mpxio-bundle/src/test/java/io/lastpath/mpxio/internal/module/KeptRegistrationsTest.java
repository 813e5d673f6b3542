// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a PHCI that has left the tree stays registered, and what a refresh has said of one. */
class KeptRegistrationsTest extends ModuleOnHost {

    /** What a request asked about, as far as the coordinator has it. */
    private static final class Asking extends FakeHandle {
        private final List<String> dropped = new ArrayList<>();
        private RcmState state = RcmState.OFFLINE_QUERY;

        @Override
        public RcmState getResourceState(String resource) {
            return state;
        }

        @Override
        public RcmReply unregisterInterest(RegistrationKind kind, String resource, RcmFlags flags) {
            dropped.add(resource);
            return super.unregisterInterest(kind, resource, flags);
        }
    }

    /** Its registration is what tells this module that it goes. */
    @Test
    void aPhciThatWasAskedAboutStaysRegisteredUntilTheRequestIsOver() {
        Asking handle = new Asking();
        tree(disk(""));
        query(7);
        source.set(List.of(client("/other", path("/b", ON))));

        module.register(handle);
        assertThat(handle.dropped).isEmpty();
        assertThat(module.forget(7)).isTrue();
        module.register(handle);

        assertThat(handle.dropped).containsExactly(A);
        assertThat(module.forget(7)).isFalse();
    }

    /** Its disks are to be told how it ends, which may be long after the request. */
    @Test
    void aPhciThatWasTakenStaysRegisteredUntilItComesBackOrIsRemoved() {
        Asking handle = new Asking();
        tree(disk(""));
        query(7);
        commit(7);
        handle.state = RcmState.OFFLINE;
        source.set(List.of(client("/other", path("/b", ON))));
        module.register(handle);
        assertThat(module.forget(7)).isTrue();
        module.register(handle);
        assertThat(handle.dropped).isEmpty();
        assertThat(module.forget(8)).isFalse();

        module.notifyRemove(handle, A, 0, RcmFlags.NONE);
        handle.state = RcmState.ONLINE;

        assertThat(module.forget(9)).isTrue();
        module.register(handle);
        assertThat(handle.dropped).containsExactly(A);
    }

    /** Nobody said that the request is over, as where a listener was too slow. */
    @Test
    void aPhciThatNoRequestHoldsAnyMoreDoesNotStayRegistered() {
        Asking handle = new Asking();
        tree(disk(""));
        query(7);
        source.set(List.of(client("/other", path("/b", ON))));
        module.register(handle);
        assertThat(handle.dropped).isEmpty();

        handle.state = RcmState.ONLINE;
        module.register(handle);

        assertThat(handle.dropped).containsExactly(A);
    }

    /** Writes down what it is told to be there again. */
    private static final class Seeing extends FakeHandle {
        private final List<String> seen = new ArrayList<>();

        @Override
        public void seenAgain(String resource, long since, long when) {
            seen.add(resource + " as of " + when);
        }
    }

    @Test
    void whatIsBelievedIsSaidToBeThereByTheNextRegister() {
        Seeing handle = new Seeing();
        tree(disk(""));
        module.believeTree(keeper.state(), 7);

        module.register(handle);
        module.register(handle);

        assertThat(handle.seen).containsExactly(A + " as of 7");
    }
}
