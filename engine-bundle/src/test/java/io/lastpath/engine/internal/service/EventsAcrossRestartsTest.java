// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What modules begin when they hear of an event, and what a kill makes of it. */
class EventsAcrossRestartsTest {

    private static final String DATA = "/data";
    private static final String OTHER = "/other";

    @TempDir Path folder;
    private RestartFixture fixture;
    private TestModule app;
    private final List<RcmReply> replies = new ArrayList<>();
    private String killedAt = "";

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.module("app", () -> app = new Killing());
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** In whose callback the coordinator is killed. */
    private final class Killing extends TestModule {

        Killing() {
            super(DATA, OTHER);
        }

        @Override
        public ModuleReply requestOffline(
                RcmHandle handle, String resource, long pid, RcmFlags flags) {
            return at(resource, super.requestOffline(handle, resource, pid, flags));
        }

        @Override
        public ModuleReply notifyOnline(
                RcmHandle handle, String resource, long pid, RcmFlags flags) {
            return at(resource, super.notifyOnline(handle, resource, pid, flags));
        }

        @Override
        public ModuleReply notifyRemove(
                RcmHandle handle, String resource, long pid, RcmFlags flags) {
            return at(resource, super.notifyRemove(handle, resource, pid, flags));
        }

        private ModuleReply at(String resource, ModuleReply reply) {
            if (calls.get(calls.size() - 1).equals(killedAt)) {
                killedAt = "";
                fixture.kill();
            }
            return reply;
        }
    }

    private void event(Consumer<RcmHandle> act) {
        fixture.module("watch", () -> new WatchingModule("battery", act));
        fixture.process(7).notifyEvent("battery", NONE, Map.of());
    }

    private void offline(RcmHandle handle, String... resources) {
        replies.add(handle.requestOffline(List.of(resources), NONE));
    }

    private void end(RcmHandle handle, boolean removing) {
        replies.add(
                removing
                        ? handle.notifyRemove(List.of(DATA), NONE)
                        : handle.notifyOnline(List.of(DATA), NONE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAnEventHasEndedStaysEndedAfterAKill(boolean removing) {
        event(
                handle -> {
                    offline(handle, DATA);
                    end(handle, removing);
                    fixture.kill();
                });
        assertThat(replies).hasSize(2).allMatch(RcmReply::isSuccess);

        fixture.restart();
        assertThat(app.calls).isEmpty();
        assertThat(fixture.process(7).isRemoved(DATA)).isEqualTo(removing);
        assertThat(fixture.engine.givenBack()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAnEventIsEndingIsToldToItsEndAfterAKill(boolean removing) {
        killedAt = (removing ? "remove " : "online ") + DATA + " NONE";
        String told = killedAt;
        event(
                handle -> {
                    offline(handle, DATA);
                    end(handle, removing);
                });
        assertThat(app.calls).contains(told);

        fixture.restart();
        assertThat(app.calls).containsExactly(told);
        assertThat(fixture.process(7).isRemoved(DATA)).isEqualTo(removing);
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void whatOfAnEventsListHasLetGoIsKnownAfterAKill() {
        killedAt = "offline " + OTHER + " NONE";
        event(handle -> offline(handle, DATA, OTHER));

        fixture.restart();
        assertThat(app.calls)
                .containsExactlyInAnyOrder("online " + DATA + " NONE", "online " + OTHER + " NONE");
        assertThat(fixture.engine.givenBack())
                .filteredOn(one -> one.resource().equals(DATA))
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(RcmState.OFFLINE));
    }

    @Test
    void whatAnEventCannotKeepIsNotBegun() {
        event(
                handle -> {
                    offline(handle, DATA);
                    fixture.fullDisk(true);
                    offline(handle, OTHER);
                    end(handle, true);
                });

        assertThat(replies).extracting(RcmReply::isSuccess).containsExactly(true, false, false);
        assertThat(replies.subList(1, 3))
                .flatExtracting(RcmReply::assessments)
                .extracting(Assessment::reason)
                .allMatch(reason -> reason.contains("No space left on device"));
        assertThat(app.calls)
                .containsExactly("offline " + DATA + " QUERY", "offline " + DATA + " NONE");
        fixture.fullDisk(false);
    }
}
