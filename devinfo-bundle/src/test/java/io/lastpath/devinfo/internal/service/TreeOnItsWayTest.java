// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import static io.lastpath.devinfo.internal.service.RunningAdapter.config;
import static io.lastpath.devinfo.internal.service.RunningAdapter.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.internal.snapshot.DevinfoLibrary;
import io.lastpath.devinfo.standin.StandInFile;
import io.lastpath.devinfo.standin.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;

/** A tree that is about to be offered when it is not wanted any more. */
class TreeOnItsWayTest extends AdapterCase {

    @Test
    void aLibraryThatWaitsForAReadIsNotLoadedOnceAnotherOneIsConfigured() throws Exception {
        Path hang = Files.createFile(other.resolve("hang"));
        standIn.show(new Topology().scale(3, 2, 2).hangInit(hang));
        Path next = StandInFile.copyTo(Files.createDirectory(other.resolve("next")));
        try (RunningAdapter adapter = run(standIn.file().toString()).offered()) {
            DeviceTreeSource source = adapter.source();
            CompletableFuture<Integer> read = new CompletableFuture<>();
            new Thread(() -> read.complete(clientsOrNone(source))).start();
            until(() -> standIn.count("di_init") == 1);
            configureInVain(adapter, next.toString(), "a read through ");
            configureInVain(adapter, "/no/such", "there is no file /no/such;");

            Files.delete(hang);
            assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo(3);
            until(() -> DevinfoLibrary.loaded().isEmpty());
            // Each has its turn after all that was on the worker before.
            configureInVain(adapter, "/no/second", "there is no file /no/second;");
            configureInVain(adapter, "/no/third", "there is no file /no/third;");

            assertThat(adapter.log)
                    .doesNotContain(
                            "info The device tree of this host is read through " + next + ".")
                    .filteredOn(line -> line.contains(" has not come back;"))
                    .hasSize(1);
        }
    }

    private static int clientsOrNone(DeviceTreeSource source) {
        try {
            return clients(source);
        } catch (Exception e) {
            return -1;
        }
    }

    private static void configureInVain(RunningAdapter adapter, String library, String reason) {
        adapter.component.modified(config(library, 7));
        until(() -> adapter.bean.getReason().startsWith(reason));
    }

    @Test
    void aTreeIsTakenBackThatIsOfferedJustWhenTheComponentStops() throws Exception {
        try (RunningAdapter adapter = run("/no/such")) {
            stopAt(ServiceEvent.REGISTERED, adapter);

            adapter.component.modified(config(standIn.file().toString(), 7));
            until(() -> !adapter.isWorking());

            assertThat(adapter.source()).isNull();
            assertThat(DevinfoLibrary.loaded()).isEmpty();
            assertThat(adapter.log).noneMatch(line -> line.contains("of this host is"));
        }
    }

    @Test
    void aLibraryIsUnloadedThatIsLoadedJustWhenTheComponentStops() throws Exception {
        Path next = StandInFile.copyTo(Files.createDirectory(other.resolve("next")));
        try (RunningAdapter adapter = run(standIn.file().toString()).offered()) {
            stopAt(ServiceEvent.UNREGISTERING, adapter);

            adapter.component.modified(config(next.toString(), 7));
            until(() -> !adapter.isWorking());

            assertThat(adapter.source()).isNull();
            assertThat(DevinfoLibrary.loaded()).isEmpty();
        }
    }

    /** The component stops while its tree comes or goes, and nothing interrupts what it is at. */
    private static void stopAt(int event, RunningAdapter adapter) throws Exception {
        adapter.context.addServiceListener(
                told -> {
                    if (told.getType() == event) {
                        adapter.stopComponent();
                        Thread.interrupted();
                    }
                },
                "(" + Constants.OBJECTCLASS + "=" + DeviceTreeSource.class.getName() + ")");
    }
}
