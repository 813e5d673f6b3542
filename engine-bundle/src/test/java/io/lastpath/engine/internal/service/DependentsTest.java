// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What modules and events take along, and what becomes of it. */
class DependentsTest {

    private static final String DISK = "/devices/pci@0/disk@0";
    private static final String OTHER = "/devices/pci@0/disk@1";
    private static final RcmFlags NONE = RcmFlags.NONE;

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aDependentOfTwoRequestsComesBackWithTheLastOfThem() {
        String dependent = "/data";
        TestModule app = new TestModule(dependent);
        fixture.arrive("app", app);
        fixture.arrive("volumes", new PassingModule(List.of(dependent), DISK, OTHER));

        assertThat(fixture.process(7).requestOffline(List.of(DISK), NONE).isSuccess()).isTrue();
        assertThat(fixture.process(8).requestOffline(List.of(OTHER), NONE).isSuccess()).isTrue();
        assertThat(app.calls).containsExactly("offline /data QUERY", "offline /data NONE");

        assertThat(fixture.process(7).notifyOnline(List.of(DISK), NONE).isSuccess()).isTrue();
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, one -> one.intent().initiator().id())
                .containsExactlyInAnyOrder(tuple(OTHER, "pid 8"), tuple(dependent, "pid 8"));
        assertThat(app.calls).hasSize(2);

        assertThat(fixture.process(8).notifyOnline(List.of(OTHER), NONE).isSuccess()).isTrue();
        assertThat(app.calls).last().isEqualTo("online /data NONE");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    /** What is offline is not told so, since it hangs by what others hold: nor is it given back. */
    @Test
    void aDependentOfADependentDoesNotComeBackBeforeIt() {
        TestModule app = new TestModule("/app");
        fixture.arrive("app", app);
        fixture.arrive("shared", new PassingModule(List.of("/app"), "/data"));
        fixture.arrive("volumes", new PassingModule(List.of("/data"), DISK, OTHER));
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.process(8).requestOffline(List.of(OTHER), NONE);

        fixture.process(7).notifyOnline(List.of(DISK), NONE);
        assertThat(app.calls).doesNotContain("online /app NONE");

        assertThat(fixture.process(8).notifyOnline(List.of(OTHER), NONE).isSuccess()).isTrue();
        assertThat(app.calls).last().isEqualTo("online /app NONE");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    /** They hold each other, and nobody else holds them. */
    @Test
    void dependentsInACircleComeBackWithTheirRequest() {
        TestModule app = new TestModule("/app");
        app.offline = (handle, resource, flags) -> TestModule.cascade(handle, flags, "/data");
        fixture.arrive("app", app);
        TestModule data = new TestModule("/data");
        data.offline = (handle, resource, flags) -> TestModule.cascade(handle, flags, "/app");
        fixture.arrive("data", data);
        TestModule disk = new TestModule(DISK);
        disk.offline = (handle, resource, flags) -> TestModule.cascade(handle, flags, "/data");
        fixture.arrive("disk", disk);
        assertThat(fixture.process(7).requestOffline(List.of(DISK), NONE).isSuccess()).isTrue();

        assertThat(fixture.process(7).notifyOnline(List.of(DISK), NONE).isSuccess()).isTrue();

        assertThat(app.calls).last().isEqualTo("online /app NONE");
        assertThat(data.calls).last().isEqualTo("online /data NONE");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void whatAnEventTookStaysWhenOthersEnd() {
        fixture.arrive("fs", new TestModule(DISK, OTHER, "/free"));
        fixture.arrive("watch", new EventModule());
        fixture.process(7).notifyEvent("battery", NONE, Map.of());
        List<DrRequest> taken = fixture.engine.drRequests();
        fixture.process(8).requestOffline(List.of("/free"), NONE);

        fixture.process(8).notifyOnline(List.of("/free"), NONE);

        assertThat(taken).isNotEmpty();
        assertThat(fixture.engine.drRequests()).isEqualTo(taken);
    }

    @Test
    void whatWasRetiredAndThenTakenWholeIsGivenBackWhole() {
        TestModule below = new TestModule(DISK + "/a");
        fixture.arrive("below", below);
        fixture.arrive("node", new TestModule(DISK));
        RcmHandle handle = fixture.process(7);
        handle.requestOffline(List.of(DISK), RcmFlags.RETIRE_REQUEST);
        handle.requestOffline(List.of(DISK), NONE);

        handle.notifyOnline(List.of(DISK), NONE);

        assertThat(below.calls).last().isEqualTo("online " + DISK + "/a NONE");
    }

    @Test
    void aQueryThatSharesADependentLeavesItWithWhoHasIt() {
        String dependent = "/data";
        fixture.arrive("app", new TestModule(dependent));
        fixture.arrive("volumes", new PassingModule(List.of(dependent), DISK, OTHER));
        fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(fixture.process(8).requestOffline(List.of(OTHER), RcmFlags.QUERY).isSuccess())
                .isTrue();

        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, one -> one.intent().initiator().id())
                .containsExactlyInAnyOrder(tuple(DISK, "pid 7"), tuple(dependent, "pid 7"));
    }

    @Test
    void whatAModuleTookAlongAndForgotComesBackWithItsRequest() {
        TestModule app = new TestModule("/data");
        fixture.arrive("app", app);
        TestModule forgetful = new TestModule(DISK);
        forgetful.offline = (handle, resource, flags) -> TestModule.cascade(handle, flags, "/data");
        fixture.arrive("forgetful", forgetful);
        RcmHandle handle = fixture.process(7);
        handle.requestOffline(List.of(DISK), NONE);

        assertThat(handle.notifyOnline(List.of("/data"), NONE).result())
                .isEqualTo(RcmResult.CONFLICT);
        assertThat(handle.notifyOnline(List.of(DISK), NONE).isSuccess()).isTrue();

        assertThat(app.calls).last().isEqualTo("online /data NONE");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void whatAnEventTakesIsTakenWholeOrNotAtAll() {
        fixture.arrive("fs", new TestModule(DISK));
        TestModule refusing = new TestModule(OTHER);
        refusing.answer(ModuleReply.refusal("no"));
        fixture.arrive("refusing", refusing);
        fixture.arrive("watch", new EventModule());

        RcmReply reply = fixture.process(7).notifyEvent("battery", NONE, Map.of());

        assertThat(reply.isSuccess()).isFalse();
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource)
                .containsExactly(DISK);
    }

    /** Takes one disk that lets go and one that does not. */
    private static final class EventModule extends TestModule {
        @Override
        public RcmResult register(RcmHandle handle) {
            handle.registerInterest(RegistrationKind.EVENT, "battery", NONE);
            return RcmResult.SUCCESS;
        }

        @Override
        public ModuleReply notifyEvent(
                RcmHandle handle,
                String resource,
                long pid,
                RcmFlags flags,
                Map<String, String> data) {
            assertThat(handle.requestOffline(List.of(DISK), NONE).isSuccess()).isTrue();
            return TestModule.cascade(handle, NONE, OTHER);
        }
    }

    @Test
    void dependentsThatDependOnEachOtherAreAskedOnce() {
        TestModule module = new TestModule(DISK, "/a", "/b");
        module.offline =
                (handle, resource, flags) ->
                        TestModule.cascade(handle, flags, resource.equals("/a") ? "/b" : "/a");
        fixture.arrive("circle", module);

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(reply.isSuccess()).isTrue();
        assertThat(module.calls).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void aCascadeWithoutEndIsRefusedWithASentence() {
        TestModule module =
                new TestModule("/a") {
                    @Override
                    public io.lastpath.rcm.UsageReply getInfo(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        RcmReply reply = handle.getInfo(List.of("/a"), NONE);
                        return new io.lastpath.rcm.UsageReply(
                                reply.result(), "", "", Map.of(), reply.tuples());
                    }
                };
        fixture.arrive("endless", module);

        RcmReply reply = fixture.process(7).getInfo(List.of("/a"), NONE);

        assertThat(reply.tuples()).hasSizeLessThan(40);
        assertThat(reply.tuples().get(reply.tuples().size() - 1).error())
                .startsWith("more than 32 cascades")
                .contains("endless");
    }

    @Test
    void whatADependentCouldNotSayIsUnknownThoughItsOwnerSwallowsIt() {
        TestModule data = new TestModule("/data");
        data.offline =
                (handle, resource, flags) -> {
                    throw new IllegalStateException("out of memory");
                };
        fixture.arrive("data", data);
        fixture.arrive("owner", swallowing("/data"));

        for (RcmFlags flags : List.of(RcmFlags.QUERY, NONE)) {
            RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), flags);
            assertThat(reply.isSuccess()).isFalse();
            assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(reply.assessments()).anyMatch(one -> one.reason().contains("out of memory"));
        }
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void whatTheSystemNeedsIsKeptThoughTheOwnerOfItDoesNotPassThatOn() {
        TestModule swap = new TestModule("/swap");
        swap.answer(
                new ModuleReply(
                        RcmResult.SUCCESS,
                        "",
                        List.of(),
                        List.of(new Assessment(Verdict.SYSTEM_CRITICAL, "swap is on it"))));
        fixture.arrive("swap", swap);
        fixture.arrive("owner", swallowing("/swap"));
        Intent accepting = new Intent(Initiator.process(7), "fire", Set.of("/swap"));

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);
        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.verdict()).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(swap.calls).containsExactly("offline /swap QUERY");
        assertThat(
                        fixture.engine
                                .open(accepting)
                                .requestOffline(List.of(DISK), RcmFlags.FORCE)
                                .isSuccess())
                .isTrue();
    }

    private static TestModule swallowing(String dependent) {
        TestModule owner = new TestModule(DISK);
        owner.offline =
                (handle, resource, flags) -> {
                    handle.requestOffline(List.of(dependent), flags);
                    return ModuleReply.SUCCESS;
                };
        return owner;
    }

    @Test
    void whatIsBeingAskedForByItselfIsNoModulesToEnd() {
        RcmReply[] end = {null};
        fixture.arrive(
                "volumes",
                new TestModule(DISK) {
                    @Override
                    public ModuleReply notifyOnline(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        end[0] = handle.notifyOnline(List.of(OTHER), flags);
                        return ModuleReply.SUCCESS;
                    }
                });
        TestModule second = new TestModule(OTHER);
        fixture.arrive("second", second);
        fixture.process(7).requestOffline(List.of(DISK), RcmFlags.NONE);
        second.offline =
                (handle, resource, flags) -> {
                    fixture.process(7).notifyOnline(List.of(DISK), RcmFlags.NONE);
                    return ModuleReply.SUCCESS;
                };

        fixture.process(8).requestOffline(List.of(OTHER), RcmFlags.QUERY);

        assertThat(end[0].result()).isEqualTo(RcmResult.CONFLICT);
    }
}
