// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.CoordinatorListener;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a module remembers of a request it may forget when that is over. */
class RequestOverTest {

    private static final String DISK = "/devices/disk";

    @TempDir Path folder;
    private final Set<Long> seen = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Long> over = new LinkedBlockingQueue<>();
    private RestartFixture fixture;

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.module("fs", this::module);
        listen();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private TestModule module() {
        TestModule module = new TestModule(DISK);
        module.offline =
                (handle, resource, flags) -> {
                    seen.add(handle.sequence().number());
                    return ModuleReply.SUCCESS;
                };
        return module;
    }

    private void listen() {
        fixture.engine.addListener(
                new CoordinatorListener() {
                    @Override
                    public void registrationsChanged() {
                        // Nothing is remembered of these.
                    }

                    @Override
                    public void requestOver(long number) {
                        over.add(number);
                    }
                });
    }

    private long nextOver() throws InterruptedException {
        Long number = over.poll(10, TimeUnit.SECONDS);
        assertThat(number).as("a request is over").isNotNull();
        return number;
    }

    @Test
    void theEndOfARequestIsToldUnderTheNumberThatModulesSaw() throws Exception {
        fixture.process(7).requestOffline(List.of(DISK), RcmFlags.QUERY);

        assertThat(seen).containsExactly(nextOver());
    }

    @Test
    void whatAModuleTakesAndEndsWhenItHearsOfAnEventIsOverUnderNumbersOfTheirOwn()
            throws Exception {
        List<String> disk = List.of(DISK);
        fixture.module(
                "watch",
                () ->
                        new WatchingModule(
                                "ups",
                                handle -> {
                                    handle.requestOffline(disk, RcmFlags.NONE);
                                    handle.notifyOnline(disk, RcmFlags.NONE);
                                }));

        fixture.process(7).notifyEvent("ups", RcmFlags.NONE, Map.of());

        long taken = nextOver();
        assertThat(seen).containsExactly(taken);
        assertThat(nextOver()).isGreaterThan(taken);
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void whatIsRedoneAfterARestartIsOverUnderTheNumberThatItHad() throws Exception {
        fixture.process(7).requestOffline(List.of(DISK), RcmFlags.NONE);
        long number = nextOver();
        seen.clear();
        fixture.restart("fs");
        listen();

        fixture.arrive("fs");
        fixture.engine.care(Duration.ZERO);

        assertThat(nextOver()).isEqualTo(number);
        assertThat(seen).containsExactly(number);
    }
}
