// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import io.lastpath.devinfo.internal.snapshot.DevinfoLibrary;
import io.lastpath.devinfo.standin.StandInFile;
import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.module.MpxioModule;
import io.lastpath.mpxio.internal.support.Waiting;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real coordinator and multipath module on a host that gives no disk an identity, shown through
 * the stand-in library: one disk hangs by the first of two HBAs alone, the other one by both.
 */
abstract class OnNativeHost {

    static final String P1 = "/devices/p1";
    static final String P2 = "/devices/p2";
    static final String SINGLE = "/devices/scsi_vhci/single";
    static final String DOUBLE = "/devices/scsi_vhci/double";
    static final String SLOW = "/devices/slow";
    static final int ONLINE = 3;
    static final int FAULTED = 4;

    @TempDir Path folder;

    private Path file;
    private DevinfoLibrary library;
    DrivenHouse house;

    @BeforeEach
    void start() throws Exception {
        file = StandInFile.copyTo(folder);
        library = DevinfoLibrary.load(file, Duration.ofSeconds(20)).orElseThrow();
        show(ONLINE);
        house =
                new DrivenHouse(
                        new StandInHost(file, library), "exact", Set.of(SINGLE, DOUBLE, SLOW));
        house.register();
    }

    @AfterEach
    void end() {
        house.close();
        library.unload();
    }

    /** One disk hangs by the first HBA alone, the other one by both. */
    void show(int stateOfSecondPath) {
        show(ONLINE, stateOfSecondPath);
    }

    /** The same, with the states of the paths of the disk that hangs by both. */
    void show(int first, int second) {
        Topology host = hbas("/p1", "/p2");
        host.client("/scsi_vhci/single").path("/p1", ONLINE, "");
        write(host.client("/scsi_vhci/double").path("/p1", first, "").path("/p2", second, ""));
    }

    /** Both disks hang by the first HBA alone. */
    void showWithoutTheSecond() {
        Topology host = hbas("/p1", "/p2");
        host.client("/scsi_vhci/single").path("/p1", ONLINE, "");
        write(host.client("/scsi_vhci/double").path("/p1", ONLINE, ""));
    }

    /** The second HBA leaves the tree: both disks hang by the first one alone. */
    void pullTheSecond() {
        Topology host = hbas("/p1").client("/scsi_vhci/single").path("/p1", ONLINE, "");
        write(host.client("/scsi_vhci/double").path("/p1", ONLINE, ""));
    }

    /** Two HBAs of a card with one disk. */
    void showCard(int first, int second) {
        Topology host = hbas("/card/p1", "/card/p2").client("/scsi_vhci/double");
        write(host.path("/card/p1", first, "").path("/card/p2", second, ""));
    }

    static Topology hbas(String... paths) {
        Topology host = new Topology();
        List.of(paths).forEach(host::phci);
        return host;
    }

    /** Both HBAs leave the tree, with their disks. */
    void pullBoth() {
        write(hbas("/p3").client("/scsi_vhci/third").path("/p3", ONLINE, ""));
        registerFor("/devices/p3");
    }

    void write(Topology topology) {
        try {
            topology.writeFor(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RcmReply offline(String... resources) {
        return house.handle().requestOffline(List.of(resources), RcmFlags.NONE);
    }

    boolean isRegistered(String resource) {
        return house.handle().getInfo(List.of(resource), RcmFlags.NONE).tuples().stream()
                .anyMatch(tuple -> tuple.module().equals(MpxioModule.MODULE));
    }

    /** Has the multipath module register, and waits until that is done. */
    void registerNow() {
        house.register();
        house.awaitRegistrations();
    }

    void registerFor(String resource) {
        house.register();
        Waiting.until("mpxio has registered", () -> isRegistered(resource));
    }
}
