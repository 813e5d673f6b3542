// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import static io.lastpath.devinfo.internal.service.RunningAdapter.config;
import static io.lastpath.devinfo.internal.service.RunningAdapter.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Native;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.standin.StandIn;
import io.lastpath.devinfo.standin.Topology;
import io.lastpath.management.BeanNames;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;

class DevinfoComponentTest {

    @TempDir Path folder;
    @TempDir Path other;

    private StandIn standIn;

    @BeforeEach
    void show() throws Exception {
        standIn = StandIn.in(folder);
        standIn.show(new Topology().scale(3, 2, 2));
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        until(() -> standIn.liveSnapshots() == 0);
        assertThat(standIn.liveStrings()).isZero();
        standIn.close();
    }

    private RunningAdapter run(String library) throws Exception {
        return new RunningAdapter(other, library);
    }

    private static int clients(DeviceTreeSource source) throws DeviceTreeException {
        int[] count = new int[1];
        try (DeviceTree tree = source.snapshot()) {
            tree.walk(node -> count[0]++);
        }
        return count[0] - 2; // the PHCIs
    }

    @Test
    void aHostWithoutLibdevinfoOffersNothingAndSaysWhyInOneLineAndOnItsBean() throws Exception {
        try (RunningAdapter adapter = run("libdevinfo.so.1")) {
            until(() -> !adapter.log.isEmpty());
            String folders =
                    Native.POINTER_SIZE == 8 ? "/lib/64 or /usr/lib/64" : "/lib or /usr/lib";
            String reason =
                    "there is no libdevinfo.so.1 in "
                            + folders
                            + ", so this host ("
                            + System.getProperty("os.name")
                            + ") has no libdevinfo";

            assertThat(adapter.log)
                    .containsExactly(
                            "info No device tree is read through libdevinfo: " + reason + ".");
            assertThat(adapter.bean.isOffered()).isFalse();
            assertThat(adapter.bean.getReason()).isEqualTo(reason);
            assertThat(adapter.bean.getLibrary()).isEqualTo("libdevinfo.so.1");
            assertThat(adapter.bean.getLibraryFile()).isEmpty();
            assertThat(adapter.source()).isNull();
        }
    }

    @Test
    void aFileThatIsNoSuchLibraryIsNamedWithTheReason() throws Exception {
        Path text = Files.writeString(other.resolve("libtext.so"), "no library");
        try (RunningAdapter adapter = run(text.toString())) {
            until(() -> !adapter.log.isEmpty());
            assertThat(adapter.bean.getReason())
                    .startsWith(text + " cannot be used: ")
                    .contains("file too short");
        }
        Path foreign = Path.of(System.getProperty("java.home"), "lib", "libnet.so");
        try (RunningAdapter adapter = run(foreign.toString())) {
            until(() -> !adapter.log.isEmpty());
            assertThat(adapter.bean.getReason())
                    .startsWith(foreign + " cannot be used: ")
                    .contains("di_");
        }
    }

    @Test
    void theLibraryIsLookedForAgainWhenTheConfigurationChanges() throws Exception {
        try (RunningAdapter adapter = run("/no/such")) {
            until(() -> adapter.bean.getReason().startsWith("there is no file /no/such;"));

            adapter.component.modified(config(standIn.file().toString(), 7));
            adapter.offered();

            assertThat(adapter.reference().getProperty(DeviceTreeSource.ADAPTER))
                    .isEqualTo("libdevinfo");
            assertThat(adapter.reference().getProperty(Constants.SERVICE_RANKING)).isEqualTo(7);
            assertThat(adapter.source().description())
                    .isEqualTo("this host through " + standIn.file());
            assertThat(adapter.bean.getLibraryFile()).isEqualTo(standIn.file().toString());
            assertThat(adapter.bean.getReason()).isEmpty();
            assertThat(clients(adapter.source())).isEqualTo(3);

            adapter.component.modified(config("/no/such", 7));
            until(() -> adapter.source() == null && !adapter.bean.isOffered());
        }
    }

    @Test
    void anotherRankingIsTakenOverWithoutTakingTheTreeBack() throws Exception {
        try (RunningAdapter adapter = run(standIn.file().toString()).offered()) {
            DeviceTreeSource source = adapter.source();

            adapter.component.modified(config(standIn.file().toString(), 9));
            until(() -> adapter.reference().getProperty(Constants.SERVICE_RANKING).equals(9));

            assertThat(adapter.source()).isSameAs(source);
            assertThat(clients(source)).isEqualTo(3);
        }
    }

    @Test
    void whatWasOfferedGoesWhenTheComponentStops() throws Exception {
        try (RunningAdapter adapter = run(standIn.file().toString()).offered()) {
            DeviceTreeSource source = adapter.source();
            adapter.stopComponent();

            assertThatThrownBy(source::snapshot)
                    .isInstanceOf(DeviceTreeException.class)
                    .hasMessage("the libdevinfo adapter stops");
            assertThat(
                            ManagementFactory.getPlatformMBeanServer()
                                    .isRegistered(BeanNames.of("Libdevinfo")))
                    .isFalse();
        }
    }

    @Test
    void noReadBeginsBeforeTheOneBeforeHasComeBackAndItsReturnIsAnnounced() throws Exception {
        Path hang = Files.createFile(other.resolve("hang"));
        standIn.show(new Topology().scale(3, 2, 2).hangInit(hang));
        try (RunningAdapter adapter = run(standIn.file().toString()).offered()) {
            List<DeviceTreeSource> told = new CopyOnWriteArrayList<>();
            DeviceTreeSource source = adapter.source();
            source.addListener(told::add);
            CompletableFuture<Integer> first = readElsewhere(source);
            until(() -> standIn.count("di_init") == 1);

            assertThatThrownBy(source::snapshot)
                    .isInstanceOf(DeviceTreeException.class)
                    .hasMessageContaining("has not come back; no other one begins before");
            assertThat(adapter.bean.getReadingSince()).isNotEmpty();
            assertThat(adapter.bean.getReadingMillis()).isNotNegative();
            assertThat(standIn.count("di_init")).isEqualTo(1);

            Files.delete(hang);
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(3);
            until(() -> !told.isEmpty());
            assertThat(adapter.bean.getReadingSince()).isEmpty();
            assertThat(adapter.bean.getReadingMillis()).isEqualTo(-1);
            assertThat(adapter.log)
                    .anyMatch(line -> line.startsWith("warn A read of the device tree through"));
            assertThat(clients(source)).isEqualTo(3);
        }
    }

    @Test
    void theTreeIsToBeReadAgainAtTheIntervalWhateverAListenerDoes() throws Exception {
        try (RunningAdapter adapter = run(standIn.file().toString()).offered()) {
            Looks looks = new Looks();
            adapter.source().addListener(looks);
            adapter.component.modified(config(standIn.file().toString(), 7, 1));
            until(() -> looks.count.get() == 2);

            adapter.component.modified(config(standIn.file().toString(), 7, 3601));
            until(() -> looks.count.get() == 3);
            assertThat(adapter.log)
                    .contains(
                            "error Configuration io.lastpath.devinfo: property 'pollSeconds' has to"
                                    + " be a whole number from 0 to 3600; '1' stays in force.");
            assertThat(looks.changes).hasValue(0);
        }
    }

    /** Counts what it is told, and fails each time. */
    private static final class Looks implements DeviceTreeListener {
        final AtomicInteger count = new AtomicInteger();
        final AtomicInteger changes = new AtomicInteger();

        @Override
        public void changed(DeviceTreeSource source) {
            changes.incrementAndGet();
        }

        @Override
        public void mayHaveChanged(DeviceTreeSource source) {
            count.incrementAndGet();
            throw new IllegalStateException("a listener that fails");
        }
    }

    @Test
    void aReadThatWasGivenUpBeforeItsSnapshotWasTakenIsFreedToo() throws Exception {
        Path hang = Files.createFile(other.resolve("hang"));
        standIn.show(new Topology().scale(3, 2, 2).hangInit(hang));
        try (RunningAdapter adapter = run(standIn.file().toString()).offered()) {
            CompletableFuture<Integer> read = new CompletableFuture<>();
            Thread reader = reader(adapter.source(), read);
            until(() -> standIn.count("di_init") == 1);
            reader.interrupt();
            Files.delete(hang);

            assertThatThrownBy(() -> read.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("given up");
            assertThat(standIn.count("di_walk_node")).isZero();
            assertThat(standIn.liveSnapshots()).isZero();
        }
    }

    private static CompletableFuture<Integer> readElsewhere(DeviceTreeSource source) {
        CompletableFuture<Integer> read = new CompletableFuture<>();
        reader(source, read);
        return read;
    }

    private static Thread reader(DeviceTreeSource source, CompletableFuture<Integer> read) {
        Thread reader =
                new Thread(
                        () -> {
                            try {
                                read.complete(clients(source));
                            } catch (Exception e) {
                                read.completeExceptionally(e);
                            }
                        });
        reader.start();
        return reader;
    }

    @Test
    void aReadThatWasGivenUpInCIsFreedWhenItComesBackAndThatIsAnnounced() throws Exception {
        Path hang = Files.createFile(other.resolve("hang"));
        standIn.show(new Topology().scale(3, 2, 2).hangWalk(hang));
        try (RunningAdapter adapter = run(standIn.file().toString()).offered()) {
            List<DeviceTreeSource> told = new CopyOnWriteArrayList<>();
            adapter.source().addListener(told::add);
            CompletableFuture<Integer> ended = new CompletableFuture<>();
            Thread reader = reader(adapter.source(), ended);
            until(() -> standIn.count("di_walk_node") == 1);
            reader.interrupt();
            Files.delete(hang);

            assertThatThrownBy(() -> ended.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("given up");
            until(() -> standIn.liveSnapshots() == 0);
            until(() -> told.size() == 1);
        }
    }

    @Test
    void aLibraryIsNotUnloadedUnderAReadAndTheNextOneWaitsForIt() throws Exception {
        Path hang = Files.createFile(other.resolve("hang"));
        standIn.show(new Topology().scale(3, 2, 2).hangInit(hang));
        Path second = Files.createDirectory(other.resolve("second"));
        try (StandIn next = StandIn.in(second);
                RunningAdapter adapter = run(standIn.file().toString()).offered()) {
            next.show(new Topology().scale(5, 2, 2));
            CompletableFuture<Integer> first = readElsewhere(adapter.source());
            until(() -> standIn.count("di_init") == 1);

            adapter.component.modified(config(next.file().toString(), 7));
            until(() -> adapter.bean.getReason().contains("has not come back"));
            assertThat(adapter.source()).isNull();

            Files.delete(hang);
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(3);
            adapter.offered();
            assertThat(clients(adapter.source())).isEqualTo(5);
            assertThat(next.liveSnapshots()).isZero();
        }
    }

    @Test
    void aReadThatHangsIsReportedUntilItComesBackWhateverIsConfiguredMeanwhile() throws Exception {
        Path hang = Files.createFile(other.resolve("hang"));
        standIn.show(new Topology().scale(3, 2, 2).hangInit(hang));
        try (RunningAdapter adapter = run(standIn.file().toString()).offered()) {
            CompletableFuture<Integer> first = readElsewhere(adapter.source());
            until(() -> standIn.count("di_init") == 1);

            adapter.component.modified(config("/no/such", 7));
            until(() -> adapter.bean.getReason().startsWith("there is no file /no/such;"));
            assertThat(adapter.bean.getReadingSince()).isNotEmpty();
            assertThat(adapter.bean.getReadingMillis()).isNotNegative();

            Files.delete(hang);
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(3);
            until(() -> adapter.bean.getReadingSince().isEmpty());
        }
    }
}
