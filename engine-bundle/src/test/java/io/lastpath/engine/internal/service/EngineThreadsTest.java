// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many threads calls take. */
@Timeout(60)
class EngineThreadsTest {

    private static final int CALLERS = 8;
    private static final int REQUESTS = 200;

    /** A request of this test is in two modules at once: that of the top and its dependent's. */
    private static final int DEEP = 2;

    private final Set<Thread> before = callThreads();
    private final EngineFixture fixture = new EngineFixture();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    @AfterEach
    void stop() {
        callers.shutdownNow();
        fixture.close();
    }

    /** One that has just answered may not be back before the next call wants one: hence twice. */
    @Test
    void eightCallersTakeNoMoreThreadsThanTheirCallsNeed() throws Exception {
        fixture.arrive("below", new TestModule(names("/below/")));
        TestModule top = new TestModule(names("/top/"));
        top.offline =
                (handle, resource, flags) ->
                        TestModule.cascade(handle, flags, resource.replace("/top/", "/below/"));
        fixture.arrive("top", top);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            List<String> resource = List.of("/top/" + i);
            RcmHandle handle = fixture.process(1 + i);
            done.add(callers.submit(() -> ask(handle, resource)));
        }
        for (Future<?> one : done) {
            one.get(60, TimeUnit.SECONDS);
        }

        Set<Thread> taken = callThreads();
        taken.removeAll(before);
        assertThat(taken).hasSizeBetween(1, 2 * DEEP * CALLERS);
    }

    private static void ask(RcmHandle handle, List<String> resource) {
        for (int i = 0; i < REQUESTS; i++) {
            RcmReply asked = handle.requestOffline(resource, RcmFlags.QUERY);
            assertThat(asked.isSuccess()).as("%s", asked).isTrue();
        }
    }

    private static String[] names(String prefix) {
        return IntStream.range(0, CALLERS).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    private static Set<Thread> callThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(one -> one.getName().startsWith("lastpath-engine-call"))
                .collect(Collectors.toSet());
    }
}
