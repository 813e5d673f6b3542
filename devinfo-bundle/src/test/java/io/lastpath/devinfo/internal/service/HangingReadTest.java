// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import static io.lastpath.devinfo.internal.service.RunningAdapter.config;
import static io.lastpath.devinfo.internal.service.RunningAdapter.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.standin.StandIn;
import io.lastpath.devinfo.standin.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Reads that do not come back for a while, and what may be done meanwhile. */
class HangingReadTest extends AdapterCase {

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

    @Test
    void aReadThatHangsIsReportedByTheNextComponentWhichFollowsItsConfigurationMeanwhile()
            throws Exception {
        Path hang = Files.createFile(other.resolve("hang"));
        standIn.show(new Topology().scale(3, 2, 2).hangInit(hang));
        String library = standIn.file().toString();
        try (RunningAdapter adapter = run(library).offered()) {
            CompletableFuture<Integer> first = readElsewhere(adapter.source());
            until(() -> standIn.count("di_init") == 1);

            adapter.restartComponent(config(library, 7));
            until(() -> adapter.bean.getReason().contains("not come back"));
            assertThat(adapter.bean.getReason())
                    .isEqualTo(
                            "a read through %s from before has not come back; %<s is loaded when it"
                                    + " has",
                            library);
            assertThat(adapter.bean.getReadingSince()).isNotEmpty();
            assertThat(adapter.bean.getReadingMillis()).isNotNegative();

            adapter.component.modified(config("/no/such", 7));
            until(() -> adapter.bean.getReason().startsWith("there is no file /no/such;"));
            adapter.component.modified(config(library, 7));
            until(() -> adapter.bean.getReason().contains("not come back"));

            Files.delete(hang);
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(3);
            adapter.offered();
            assertThat(adapter.bean.getReadingSince()).isEmpty();
            until(() -> adapter.log.stream().anyMatch(line -> line.contains("it is unloaded")));
            assertThat(clients(adapter.source())).isEqualTo(3);
        }
    }
}
