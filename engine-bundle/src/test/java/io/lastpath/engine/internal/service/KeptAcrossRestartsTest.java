// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.GivenBack;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a module has taken while it served something other than an offline or a suspend, and what a
 * restart makes of it.
 */
class KeptAcrossRestartsTest {

    private static final String DATA = "/data";
    private static final String OTHER = "/other";
    private static final String BASE = "/base";
    private static final String NEWS = "/news";
    private static final String[] REDONE = {
        "offline " + DATA + " QUERY", "offline " + DATA + " NONE"
    };

    @TempDir Path folder;
    private RestartFixture fixture;
    private TestModule app;
    private String killedOn = "";

    /** What is sent, in which the module takes something. */
    private enum Sent {
        CAPACITY_REQUEST(who -> who.requestCapacityChange(NEWS, NONE, Map.of())),
        CAPACITY_NOTIFICATION(who -> who.notifyCapacityChange(NEWS, NONE, Map.of())),
        EVENT(who -> who.notifyEvent(NEWS, NONE, Map.of())),
        ONLINE_NOTIFICATION(
                who -> {
                    who.requestOffline(List.of(NEWS), NONE);
                    return who.notifyOnline(List.of(NEWS), NONE);
                });

        private final Function<RcmHandle, RcmReply> by;

        Sent(Function<RcmHandle, RcmReply> by) {
            this.by = by;
        }
    }

    /** Takes something when it hears of something. */
    private final class Taking extends TestModule {

        private final String taken;

        Taking(String taken) {
            this.taken = taken;
        }

        @Override
        public RcmResult register(RcmHandle handle) {
            for (RegistrationKind kind : RegistrationKind.values()) {
                handle.registerInterest(kind, NEWS, NONE);
            }
            return RcmResult.SUCCESS;
        }

        @Override
        public ModuleReply requestCapacityChange(
                RcmHandle handle,
                String resource,
                long pid,
                RcmFlags flags,
                Map<String, String> data) {
            return take(handle, flags);
        }

        @Override
        public ModuleReply notifyCapacityChange(
                RcmHandle handle,
                String resource,
                long pid,
                RcmFlags flags,
                Map<String, String> data) {
            handle.requestOffline(List.of(taken), RcmFlags.QUERY);
            return take(handle, NONE);
        }

        @Override
        public ModuleReply notifyEvent(
                RcmHandle handle,
                String resource,
                long pid,
                RcmFlags flags,
                Map<String, String> data) {
            return take(handle, NONE);
        }

        @Override
        public ModuleReply notifyOnline(
                RcmHandle handle, String resource, long pid, RcmFlags flags) {
            handle.requestOffline(List.of(taken), RcmFlags.QUERY);
            return take(handle, NONE);
        }

        private ModuleReply take(RcmHandle handle, RcmFlags flags) {
            RcmReply reply = handle.requestOffline(List.of(taken), flags);
            return new ModuleReply(reply.result(), "", reply.tuples(), reply.assessments());
        }
    }

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.module("app", () -> app = new Dying());
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** In whose callback the coordinator is killed, if it is to be. */
    private final class Dying extends TestModule {

        Dying() {
            super(DATA, OTHER);
        }

        @Override
        public ModuleReply requestOffline(
                RcmHandle handle, String resource, long pid, RcmFlags flags) {
            ModuleReply reply = super.requestOffline(handle, resource, pid, flags);
            if (resource.equals(killedOn) && !flags.has(RcmFlags.QUERY)) {
                killedOn = "";
                fixture.kill();
            }
            return reply;
        }
    }

    private void send(Sent sent, RcmHandle from, String taken) {
        fixture.module("taking", () -> new Taking(taken));
        assertThat(sent.by.apply(from).isSuccess()).isTrue();
        assertThat(fixture.isOut(taken)).isTrue();
    }

    private void sentByAProcess(Sent sent) {
        send(sent, fixture.process(7), DATA);
    }

    private GivenBack givenBack() {
        assertThat(fixture.engine.givenBack()).hasSize(1);
        return fixture.engine.givenBack().get(0);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasTakenIsRedoneAndWhoSentItEndsIt(Sent sent) {
        sentByAProcess(sent);

        fixture.restart();
        fixture.careAfter(30);
        assertThat(app.calls).containsExactly(REDONE);
        assertThat(fixture.isOut(DATA)).isTrue();
        assertThat(fixture.engine.givenBack()).isEmpty();

        assertThat(fixture.process(8).notifyOnline(List.of(DATA), NONE).isSuccess()).isFalse();
        assertThat(fixture.process(7).notifyOnline(List.of(DATA), NONE).isSuccess()).isTrue();
        assertThat(app.calls).hasSize(3).endsWith("online " + DATA + " NONE");
        assertThat(fixture.open()).isEmpty();
    }

    @Test
    void whatAPersonHasSentStaysHisOverSeveralRestarts() {
        send(Sent.CAPACITY_REQUEST, fixture.person("anna"), DATA);

        fixture.restart();
        fixture.restart();
        assertThat(app.calls).containsExactly(REDONE);
        assertThat(fixture.person("anna").notifyOnline(List.of(DATA), NONE).isSuccess()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whatTheDeadHaveSentIsGivenBackAtTheRestart(Sent sent) {
        sentByAProcess(sent);
        fixture.presence.die(7);

        fixture.restart();
        assertThat(app.calls).containsExactly("online " + DATA + " NONE");
        assertThat(givenBack().why()).contains("capacity request", "its initiator has gone");
    }

    @Test
    void whatIsRedoneIsGivenBackWhenItsInitiatorHasGone() {
        sentByAProcess(Sent.CAPACITY_REQUEST);
        fixture.restart();
        fixture.presence.die(7);

        fixture.care();
        assertThat(app.calls).hasSize(3).endsWith("online " + DATA + " NONE");
        assertThat(givenBack().why()).contains("capacity request", "its initiator has gone");
    }

    @Test
    void whatIsRefusedWhenItIsRedoneIsGivenBack() {
        sentByAProcess(Sent.CAPACITY_REQUEST);
        fixture.kill();
        fixture.start();
        fixture.arrive("taking");
        fixture.arrive("refusing", 60_000, new Refusing());
        fixture.arrive("app");
        fixture.care();

        assertThat(app.calls).contains("online " + DATA + " NONE");
        assertThat(givenBack().why()).contains("it was refused when it was redone", "in use");
        assertThat(fixture.open()).isEmpty();
    }

    /** Needs what was taken. */
    private static final class Refusing extends TestModule {

        Refusing() {
            super(DATA + "/below");
        }

        @Override
        public ModuleReply requestOffline(
                RcmHandle handle, String resource, long pid, RcmFlags flags) {
            return ModuleReply.refusal("in use");
        }
    }

    @Test
    void whatIsNotBackIsWaitedFor() {
        sentByAProcess(Sent.CAPACITY_REQUEST);

        fixture.restart("app");
        fixture.careAfter(31);
        assertThat(fixture.requestsOn(DATA).get(0).attention()).contains("app is not back");
        assertThat(fixture.engine.givenBack()).isEmpty();

        fixture.arrive("app");
        fixture.careAfter(31);
        assertThat(app.calls).containsExactly(REDONE);
        assertThat(fixture.isOut(DATA)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasTakenThroughItIsRedoneWithIt(Sent sent) {
        fixture.module("base", () -> new PassingModule(List.of(DATA), BASE));
        send(sent, fixture.process(7), BASE);

        fixture.restart();
        assertThat(app.calls).containsExactly(REDONE);
        assertThat(fixture.isOut(BASE)).isTrue();
        assertThat(fixture.isOut(DATA)).isTrue();

        fixture.process(7).notifyOnline(List.of(BASE), NONE);
        assertThat(app.calls).hasSize(3).endsWith("online " + DATA + " NONE");
        assertThat(fixture.open()).isEmpty();
    }

    /** What is told that it is online again takes once more. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ONLINE_NOTIFICATION")
    void whatWasBeingTakenWhenTheKillCameIsUndone(Sent sent) {
        killedOn = DATA;
        fixture.module("taking", () -> new Taking(DATA));
        sent.by.apply(fixture.process(7));

        fixture.restart();
        assertThat(app.calls).containsExactly("online " + DATA + " NONE");
        assertThat(fixture.engine.drRequests()).noneMatch(one -> one.resource().equals(DATA));
    }

    @Test
    void whatAnEventHadTakenBeforeStaysThoughWhatItWasTakingIsUndone() {
        killedOn = OTHER;
        fixture.module(
                "watch",
                () ->
                        new WatchingModule(
                                NEWS,
                                handle -> {
                                    handle.requestOffline(List.of(DATA), NONE);
                                    handle.requestOffline(List.of(OTHER), NONE);
                                }));
        fixture.process(7).notifyEvent(NEWS, NONE, Map.of());

        fixture.restart();
        assertThat(fixture.open()).containsExactly(DATA);
        assertThat(app.calls).contains("online " + OTHER + " NONE").contains(REDONE);
    }

    @Test
    void whatIsKilledWhileItIsRedoneIsRedoneAgain() {
        sentByAProcess(Sent.CAPACITY_REQUEST);
        killedOn = DATA;
        fixture.restart();

        fixture.restart();
        assertThat(app.calls).containsExactly(REDONE);
        assertThat(fixture.isOut(DATA)).isTrue();
    }
}
