// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.UsageReply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MpxioModuleTest extends ModuleOnHost {

    @Test
    void exactAsksForEachPhciAtMostOnce() {
        tree(
                client("/c1", path("/a", ON), path("/b", ON)),
                client("/c2", path("/a", ON), path("/b", ON), path("/b", ON)),
                client("/c3", path("/a", ON), path("/c", PathState.OFFLINE)));
        Handle handle = new Handle(1);

        module.requestOffline(handle, A, 0, RcmFlags.QUERY);

        assertThat(handle.calls).containsExactly("state " + B, "offline [/devices/c3]");
    }

    @Test
    void theAnalysisCanBeChangedAtRunTimeAndABadValueChangesNothing() {
        tree(
                client("/good", path("/a", ON), path("/b", ON)),
                client("/bad", path("/a", ON), path("/b", PathState.FAULT)));
        assertThat(affected()).containsExactly("offline [/devices/bad]");

        settings.modified(Settings.config("group", 256));
        assertThat(affected()).isEmpty();

        settings.modified(Settings.config("clever", 256));
        assertThat(affected()).isEmpty();
        assertThat(logs.lines())
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("io.lastpath.mpxio")
                                        .contains("analysis")
                                        .contains("'exact' or 'group'"));

        settings.modified(Settings.config("exact", -1));
        assertThat(settings.beanLimit()).isEqualTo(256);
        assertThat(affected()).containsExactly("offline [/devices/bad]");
    }

    private List<String> affected() {
        Handle handle = new Handle(0);
        module.requestOffline(handle, A, 0, RcmFlags.QUERY);
        return handle.calls.stream().filter(call -> call.startsWith("offline")).toList();
    }

    @Test
    void aSettingOfTheWrongTypeChangesNothing() {
        settings.modified(
                new MpxioSettings.Config() {
                    @Override
                    public String analysis() {
                        return "group";
                    }

                    @Override
                    public int beanLimit() {
                        throw new IllegalArgumentException("many is no number");
                    }

                    @Override
                    public int readTimeLimitMillis() {
                        return 30_000;
                    }

                    @Override
                    public String adapter() {
                        return "";
                    }

                    @Override
                    public Class<MpxioSettings.Config> annotationType() {
                        return MpxioSettings.Config.class;
                    }
                });

        assertThat(settings.beanLimit()).isEqualTo(256);
        assertThat(logs.lines()).anyMatch(line -> line.contains("beanLimit"));
    }

    @Test
    void aFailedRegistrationIsLoggedAndTriedAgain() {
        Set<String> registered = new TreeSet<>();
        FakeHandle refusing =
                new FakeHandle() {
                    @Override
                    public RcmReply registerInterest(
                            RegistrationKind kind, String resource, RcmFlags flags) {
                        return RcmReply.failure(Errno.EFAULT);
                    }
                };
        FakeHandle agreeing =
                new FakeHandle() {
                    @Override
                    public RcmReply registerInterest(
                            RegistrationKind kind, String resource, RcmFlags flags) {
                        registered.add(resource);
                        return RcmReply.SUCCESS;
                    }
                };
        source.set(List.of(disk("w")));
        module.register(refusing);
        module.register(agreeing);
        module.register(agreeing);

        assertThat(registered).containsExactly(A);
        assertThat(logs.lines()).anyMatch(line -> line.contains(A) && line.contains("EFAULT"));
    }

    /** Registrations as a coordinator keeps them; a second one of the same name is an error. */
    private static final class Book extends FakeHandle {
        final Set<String> names = ConcurrentHashMap.newKeySet();
        final List<String> errors = Collections.synchronizedList(new ArrayList<>());

        @Override
        public RcmReply registerInterest(RegistrationKind kind, String name, RcmFlags flags) {
            if (!names.add(name)) {
                errors.add("twice " + name);
            }
            return RcmReply.SUCCESS;
        }

        @Override
        public RcmReply unregisterInterest(RegistrationKind kind, String name, RcmFlags flags) {
            if (!names.remove(name)) {
                errors.add("unknown " + name);
            }
            return RcmReply.SUCCESS;
        }
    }

    @Test
    void concurrentRegistersEndInWhatTheLastTreeHas() throws Exception {
        Book book = new Book();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (int thread = 0; thread < 4; thread++) {
            int number = thread;
            threads.add(
                    CompletableFuture.runAsync(
                            () -> registerOften(book, number, start),
                            task -> new Thread(task).start()));
        }
        start.countDown();
        for (CompletableFuture<Void> thread : threads) {
            thread.get(20, TimeUnit.SECONDS);
        }
        source.set(List.of(client("/d", path("/p1", ON)), client("/e", path("/last", ON))));
        module.register(book);

        assertThat(book.names).containsExactlyInAnyOrder("/devices/p1", "/devices/last");
        assertThat(book.errors).isEmpty();
    }

    private void registerOften(Book book, int number, CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < 200; i++) {
            source.set(List.of(client("/d", path("/p" + (number + i) % 3, ON))));
            if (i % 50 == 49) {
                module.unregister(book);
            }
            module.register(book);
        }
    }

    @Test
    void aHandleThatCallsBackIntoTheModuleIsAnswered() throws Exception {
        tree(disk("w"));
        FakeHandle callingBack =
                new FakeHandle() {
                    @Override
                    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                        CompletableFuture<UsageReply> other =
                                CompletableFuture.supplyAsync(
                                        () -> module.getInfo(this, A, 0, RcmFlags.NONE),
                                        task -> new Thread(task).start());
                        try {
                            assertThat(other.get(10, TimeUnit.SECONDS).result().isSuccess())
                                    .isTrue();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                        module.register(this);
                        return RcmReply.SUCCESS;
                    }
                };

        assertThat(module.requestOffline(callingBack, A, 0, RcmFlags.NONE).result().isSuccess())
                .isTrue();
    }
}
