// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.Logs;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RegistrationKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrationsTest {

    private final Registrations registrations = new Registrations(new Logs().logger());
    private final TableState state =
            Nodes.state(List.of(client("/disk", path("/a", PathState.ONLINE))));
    private final List<String> calls = new ArrayList<>();
    private boolean isRemoved = true;

    /** A handle whose calls fail as those of an engine that stops. */
    private final FakeHandle stopping =
            new FakeHandle() {
                @Override
                public RcmReply registerInterest(
                        RegistrationKind kind, String resource, RcmFlags flags) {
                    throw new IllegalStateException("stops");
                }

                @Override
                public RcmReply unregisterInterest(
                        RegistrationKind kind, String resource, RcmFlags flags) {
                    throw new IllegalStateException("stops");
                }
            };

    private final FakeHandle running =
            new FakeHandle() {
                @Override
                public RcmReply registerInterest(
                        RegistrationKind kind, String resource, RcmFlags flags) {
                    calls.add("register " + resource);
                    return RcmReply.SUCCESS;
                }

                @Override
                public RcmReply unregisterInterest(
                        RegistrationKind kind, String resource, RcmFlags flags) {
                    calls.add("unregister " + resource);
                    return RcmReply.SUCCESS;
                }

                @Override
                public boolean isRemoved(String resource) {
                    return isRemoved;
                }

                @Override
                public void seenAgain(String resource, long since, long seen) {
                    calls.add("seen " + resource);
                }
            };

    @Test
    void aRegistrationThatThrowsIsMadeByTheNextRegister() {
        assertThatThrownBy(() -> registrations.update(stopping, state, any -> false))
                .isInstanceOf(IllegalStateException.class);

        registrations.update(running, state, any -> false);
        registrations.update(running, state, any -> false);

        assertThat(calls).containsExactly("register /devices/a");
    }

    @Test
    void whatIsBelievedIsRegisteredOnceMoreUntilThatSucceeds() {
        registrations.update(running, state, any -> false);
        registrations.believe(state, 7);
        assertThatThrownBy(() -> registrations.update(stopping, state, any -> false))
                .isInstanceOf(IllegalStateException.class);
        calls.removeIf(call -> call.startsWith("seen"));

        registrations.update(running, state, any -> false);
        registrations.update(running, state, any -> false);

        assertThat(calls)
                .containsExactly(
                        "register /devices/a",
                        "seen /devices/a",
                        "seen /devices/disk",
                        "register /devices/a");
    }

    @Test
    void whatIsBelievedAndWantedNoMoreIsDropped() {
        registrations.update(running, state, any -> false);
        registrations.believe(state, 7);

        registrations.update(running, later(), any -> false);

        assertThat(calls).containsExactly("register /devices/a", "unregister /devices/a");
        assertThat(registrations.contains("/devices/a")).isFalse();
    }

    /** A later table, in which nothing is left. */
    private TableState later() {
        return state.withTable(GroupTable.EMPTY, "test", 1, "", Instant.now(), 5);
    }

    /** The one that is under way makes the call that is needed for it. */
    @Test
    void whatIsBelievedWhileItIsRegisteredIsToldAfterwards() {
        FakeHandle refreshing =
                new FakeHandle() {
                    @Override
                    public RcmReply registerInterest(
                            RegistrationKind kind, String resource, RcmFlags flags) {
                        if (calls.isEmpty()) {
                            calls.add("refresh");
                            registrations.believe(state, 7);
                            registrations.update(running, state, any -> false);
                        }
                        return running.registerInterest(kind, resource, flags);
                    }

                    @Override
                    public void seenAgain(String resource, long since, long seen) {
                        running.seenAgain(resource, since, seen);
                    }
                };

        registrations.update(refreshing, state, any -> false);

        assertThat(calls)
                .containsExactly(
                        "refresh", "register /devices/a", "seen /devices/a", "register /devices/a");
    }

    private void leaveAndComeBack(boolean isStaying) {
        registrations.update(running, state, any -> false);
        TableState later = later();
        registrations.update(running, later, any -> isStaying);
        calls.clear();

        registrations.update(
                running,
                later.withTable(state.table(), "test", 1, "", Instant.now(), 5),
                any -> false);
    }

    @Test
    void whatWasRemovedAndHasLeftIsSeenAgainBeforeItIsRegistered() {
        leaveAndComeBack(false);

        assertThat(calls)
                .containsExactly("seen /devices/a", "seen /devices/disk", "register /devices/a");
    }

    /** As while a request asks about it. */
    @Test
    void whatIsKeptThoughItHasLeftIsSeenAgainAsWell() {
        leaveAndComeBack(true);

        assertThat(calls)
                .containsExactly("seen /devices/a", "seen /devices/disk", "register /devices/a");
    }

    /** Its registration is as good as it was. */
    @Test
    void whatIsKeptAndWasNotRemovedIsNotRegisteredOnceMore() {
        isRemoved = false;

        leaveAndComeBack(true);

        assertThat(calls).containsExactly("seen /devices/a");
    }

    @Test
    void aDroppedRegistrationThatThrowsIsDroppedByTheNextUnregister() {
        registrations.update(running, state, any -> false);
        assertThatThrownBy(() -> registrations.unregisterAll(stopping))
                .isInstanceOf(IllegalStateException.class);

        registrations.unregisterAll(running);

        assertThat(calls).containsExactly("register /devices/a", "unregister /devices/a");
    }
}
