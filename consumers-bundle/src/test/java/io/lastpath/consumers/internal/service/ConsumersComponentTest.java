// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceTreeReader;
import io.lastpath.devinfo.DeviceTreeSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

class ConsumersComponentTest {

    @TempDir private Path folder;

    @Test
    void aStopWhileItBeginsToOfferItsModulesIsNoError() throws Exception {
        assertThat(logOfStop(true)).noneMatch(line -> line.startsWith("error"));
    }

    @Test
    void aStopThatItIsNotToldOfYetIsNoErrorEitherAndNothingIsOfferedAnyMore() throws Exception {
        assertThat(logOfStop(false)).isEmpty();
    }

    /** What is logged where all ends while the worker is about to offer the modules. */
    private List<String> logOfStop(boolean told) throws Exception {
        Framework framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.toString()));
        framework.start();
        BundleContext context = framework.getBundleContext();
        List<String> log = new CopyOnWriteArrayList<>();
        ConsumersComponent component =
                new ConsumersComponent(
                        context, Parts.config(5, 500, 5_000), Map.of(), Parts.logger(log));
        StoppingReader reader = new StoppingReader(framework, component, told);

        component.addReader(reader);

        Thread worker = reader.worker();
        if (!told) {
            component.updatedAdapter(null); // followed once the worker is through with the first
            reader.awaitSecond();
            component.deactivate();
        }
        worker.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(worker.isAlive()).isFalse();
        return log;
    }

    @Test
    void allThatIsWrongWithTheConfigurationIsSaidAtTheStartThoughThereIsNoLinuxHost() {
        List<String> log = new CopyOnWriteArrayList<>();
        Map<String, Object> configured =
                Map.of("pollSeconds", 0, "root", "/mnt", "ageMilis", 9, "service.pid", "x");

        new ConsumersComponent(null, Parts.config(0, -1, 0), configured, Parts.logger(log))
                .deactivate();

        assertThat(log)
                .hasSize(5)
                .anySatisfy(line -> assertThat(line).startsWith("error").contains("pollSeconds"))
                .anySatisfy(line -> assertThat(line).startsWith("error").contains("ageMillis"))
                .anySatisfy(line -> assertThat(line).startsWith("error").contains("timeLimitMi"))
                .anySatisfy(line -> assertThat(line).startsWith("warn").contains("'ageMilis'"))
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .startsWith("warn")
                                        .contains("'root' is not read any more")
                                        .contains("io.lastpath.linux"));
    }

    /** Ends everything at the moment at which the worker is about to offer the modules. */
    private record StoppingReader(
            Framework framework,
            ConsumersComponent component,
            boolean told,
            CopyOnWriteArrayList<Thread> asked,
            CountDownLatch stopped,
            CountDownLatch second)
            implements DeviceTreeReader {

        StoppingReader(Framework framework, ConsumersComponent component, boolean told) {
            this(
                    framework,
                    component,
                    told,
                    new CopyOnWriteArrayList<>(),
                    new CountDownLatch(1),
                    new CountDownLatch(2));
        }

        void awaitSecond() throws InterruptedException {
            assertThat(second.await(20, TimeUnit.SECONDS)).isTrue();
        }

        Thread worker() throws InterruptedException {
            assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
            return asked.get(0);
        }

        @Override
        public Map<String, Object> adapter() {
            asked.add(Thread.currentThread());
            second.countDown();
            try {
                framework.stop();
                framework.waitForStop(0);
                if (told) {
                    component.deactivate();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                stopped.countDown();
            }
            return Map.of(DeviceTreeSource.ADAPTER, ConsumersComponent.ADAPTER);
        }

        @Override
        public boolean isChosen() {
            return false;
        }

        @Override
        public Set<String> usablePhcis(String client) {
            return Set.of();
        }

        @Override
        public Reading read() {
            throw new UnsupportedOperationException("nobody reads here");
        }

        @Override
        public void addAdapterListener(Runnable listener) {
            // There is one adapter only.
        }

        @Override
        public void removeAdapterListener(Runnable listener) {
            // There is one adapter only.
        }
    }
}
