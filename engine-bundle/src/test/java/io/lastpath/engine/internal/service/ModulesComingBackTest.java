// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules that were called before a restart, and are late, refused or cut short after it. */
class ModulesComingBackTest {

    private static final String DISK = "/devices/disk";
    private static final String DATA = "/data";

    @TempDir Path folder;
    private RestartFixture fixture;
    private TestModule fs;
    private TestModule app;

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.module("app", () -> app = new TestModule(DATA));
        fixture.module("fs", () -> fs = new PassingModule(List.of(DATA), DISK));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aModuleThatIsNotBackIsWaitedForAndThenAPersonIsCalled() {
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.presence.die(7);

        fixture.restart("app");

        assertThat(fixture.engine.drRequests())
                .filteredOn(one -> one.resource().equals(DISK))
                .singleElement()
                .extracting(DrRequest::attention)
                .asString()
                .contains("module app is not back");
        assertThat(fs.calls).isEmpty();

        fixture.arrive("app");
        fixture.engine.care(Duration.ZERO);

        assertThat(app.calls).containsExactly("online " + DATA + " NONE");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    /** As where the host is shown only after the module has registered for nothing. */
    @Test
    void whatAModuleHasNotRegisteredForYetIsWaitedForBeforeItsRequestIsRedone() {
        fixture.process(7).requestOffline(List.of(DATA), NONE);
        List<String> shown = new CopyOnWriteArrayList<>();
        fixture.module(
                "app",
                () ->
                        app =
                                new TestModule() {
                                    @Override
                                    public RcmResult register(RcmHandle handle) {
                                        shown.forEach(
                                                one ->
                                                        handle.registerInterest(
                                                                RegistrationKind.DR, one, NONE));
                                        return RcmResult.SUCCESS;
                                    }
                                });
        fixture.kill();
        fixture.start();
        fixture.arrive("app");

        fixture.engine.care(Duration.ofSeconds(30));
        assertThat(fixture.engine.drRequests()).hasSize(1);
        shown.add(DATA);
        until(
                () -> {
                    fixture.clock.advance(Duration.ofSeconds(6));
                    fixture.engine.care(Duration.ofDays(1));
                    return !app.calls.isEmpty();
                });

        assertThat(app.calls)
                .containsExactly("offline " + DATA + " QUERY", "offline " + DATA + " NONE");
    }

    /** As with two paths to one disk: the last one takes it along, and then the other one would. */
    @Test
    void aRedoThatTakesMoreAlongDoesNotKeepAModuleFromComingBack() {
        takesAlongAfterARestart(DATA, NONE);
        fixture.process(6).requestOffline(List.of("/a"), NONE);
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.module("app", () -> app = new StrictModule(DATA));

        fixture.restart("app");
        assertThat(attention(DISK)).contains("module app is not back");
        fixture.arrive("app");
        fixture.engine.care(Duration.ZERO);

        assertThat(app.calls)
                .containsExactly("offline " + DATA + " QUERY", "offline " + DATA + " NONE");
        assertThat(fixture.engine.drRequests())
                .allMatch(one -> one.state() == RcmState.OFFLINE && one.attention().isEmpty())
                .extracting(DrRequest::resource)
                .containsExactlyInAnyOrder("/a", DISK, DATA);
    }

    @Test
    void whatAModuleMayNotRegisterForHoldsUpOnlyRequestsThatItWasCalledForThere() {
        takesAlongAfterARestart("/new", NONE);
        fixture.process(6).requestOffline(List.of("/a"), NONE);
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.module("app", () -> app = new StrictModule(DATA, "/new"));

        fixture.restart("app");
        fixture.arrive("app");
        fixture.engine.care(Duration.ZERO);

        assertThat(app.calls)
                .containsExactly("offline " + DATA + " QUERY", "offline " + DATA + " NONE");
        assertThat(attention(DISK)).isEmpty();
    }

    @Test
    void aModuleThatMayNotComeBackToWhatItWasCalledForIsNamedAndGoesOnWhenThatEnds() {
        takesAlongAfterARestart("/mnt/a", RcmFlags.FILESYS);
        fixture.module("below", () -> new StrictModule("/mnt/a/b"));
        fixture.process(6).requestOffline(List.of("/a"), NONE);
        fixture.process(7).requestOffline(List.of("/mnt"), NONE);
        TestModule[] below = {null};
        fixture.module("below", () -> below[0] = new StrictModule("/mnt/a/b"));

        fixture.restart("below");
        fixture.arrive("below");
        fixture.engine.care(Duration.ZERO);
        assertThat(attention("/mnt")).contains("module below may not register for /mnt/a/b now");

        fixture.process(6).notifyOnline(List.of("/a"), NONE);
        until(
                () -> {
                    fixture.clock.advance(Duration.ofSeconds(10));
                    fixture.engine.care(Duration.ZERO);
                    return !below[0].calls.isEmpty();
                });

        assertThat(below[0].calls)
                .containsExactly("offline /mnt/a/b QUERY", "offline /mnt/a/b NONE");
        assertThat(attention("/mnt")).isEmpty();
    }

    @Test
    void aModuleThatThrowsBeforeItIsBackWhereItWasCalledIsNotTakenForBack() {
        stopsBeforeWhatItWasCalledFor(
                () -> {
                    throw new IllegalStateException("cannot read its table");
                },
                "module late has not registered for /a: module late could not register");
    }

    @Test
    void aModuleThatGivesUpBeforeItIsBackWhereItWasCalledIsNotTakenForBack() {
        stopsBeforeWhatItWasCalledFor(
                () -> RcmResult.FAILURE,
                "module late has not registered for /a, a DR request on /x is in its way");
    }

    /** Another request keeps it from /x, and it does not get as far as /a, which it had let go. */
    private void stopsBeforeWhatItWasCalledFor(Supplier<RcmResult> stop, String said) {
        fixture.module("late", () -> new TestModule("/a"));
        fixture.process(7).requestOffline(List.of("/a"), NONE);
        fixture.restart("late");
        fixture.module("x", () -> new TestModule("/x"));
        fixture.process(8).requestOffline(List.of("/x"), NONE);
        AtomicBoolean well = new AtomicBoolean();
        TestModule[] late = {null};
        fixture.module("late", () -> late[0] = new StoppingModule(well, stop));

        fixture.engine.care(Duration.ZERO);
        assertThat(attention("/a")).contains(said);
        assertThat(late[0].calls).isEmpty();

        well.set(true);
        fixture.engine.requestRegistration("late");
        until(
                () -> {
                    fixture.engine.care(Duration.ZERO);
                    return attention("/a").isEmpty();
                });
        assertThat(late[0].calls).containsExactly("offline /a QUERY", "offline /a NONE");
    }

    /** A module that may stop between the two resources that it uses. */
    private static final class StoppingModule extends TestModule {
        private final AtomicBoolean well;
        private final Supplier<RcmResult> stop;

        StoppingModule(AtomicBoolean well, Supplier<RcmResult> stop) {
            super("/a");
            this.well = well;
            this.stop = stop;
        }

        @Override
        public RcmResult register(RcmHandle handle) {
            handle.registerInterest(RegistrationKind.DR, "/x", NONE);
            return well.get() ? super.register(handle) : stop.get();
        }
    }

    /** Takes nothing along at first, as a path that is not the last one. */
    private void takesAlongAfterARestart(String dependent, RcmFlags with) {
        fixture.module("path", () -> new TestModule("/a"));
        fixture.module(
                "path",
                () -> {
                    TestModule module = new TestModule("/a");
                    module.offline =
                            (handle, resource, flags) ->
                                    TestModule.cascade(handle, flags.with(with), dependent);
                    return module;
                });
    }

    /** A module that says when it could not register for all that it uses. */
    private static final class StrictModule extends TestModule {
        private final List<String> resources;

        StrictModule(String... resources) {
            this.resources = List.of(resources);
        }

        @Override
        public RcmResult register(RcmHandle handle) {
            return resources.stream()
                    .map(one -> handle.registerInterest(RegistrationKind.DR, one, NONE))
                    .filter(reply -> !reply.isSuccess() && reply.errno() != Errno.EALREADY)
                    .map(RcmReply::result)
                    .findFirst()
                    .orElse(RcmResult.SUCCESS);
        }
    }

    private String attention(String resource) {
        return fixture.engine.drRequests().stream()
                .filter(one -> one.resource().equals(resource))
                .map(DrRequest::attention)
                .findFirst()
                .orElseThrow();
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
