// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While a module that is required is not in service, nobody is told that something is safe. */
class RequiredModulesTest {

    private static final String DISK = "/devices/pci@0/disk@0";
    private static final List<String> DISKS = List.of(DISK);
    private static final RcmFlags NONE = RcmFlags.NONE;

    private final TestLoggers loggers = new TestLoggers();
    private final CoordinatorComponent coordinator =
            new CoordinatorComponent(
                    requiring("mpxio swap"), JournalStore.NONE, null, loggers.factory());

    @AfterEach
    void stop() {
        coordinator.deactivate();
    }

    private static EngineConfig requiring(String modules) {
        return new TestConfig(() -> 60_000, 0, 0, modules);
    }

    private RcmHandle person() {
        return coordinator.open(Intent.of(Initiator.jmx("anna", "local"), "test"));
    }

    private Engine.Arrival arrive(String name) {
        Engine.Arrival arrival = coordinator.arrive(name, () -> 60_000, () -> new TestModule(DISK));
        arrival.registered().join();
        return arrival;
    }

    private static void assertNames(RcmReply reply, String... modules) {
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        for (String module : modules) {
            assertThat(reply.assessments())
                    .extracting(Assessment::reason)
                    .filteredOn(why -> why.contains(" is not in service: "))
                    .anyMatch(why -> List.of(why.split("[ ,]+")).contains(module));
        }
    }

    @Test
    void whileOneIsNotInServiceAnOfflineIsRefusedAsUnknownAndNothingHasChanged() {
        RcmReply refused = person().requestOffline(DISKS, NONE);

        assertThat(refused.isSuccess()).isFalse();
        assertNames(refused, "mpxio", "swap");
        assertThat(coordinator.drRequests()).isEmpty();
    }

    @Test
    void whileOneIsNotInServiceWhoAsksHearsOfIt() {
        Engine.Arrival mpxio = arrive("mpxio");
        arrive("swap");
        assertThat(person().getInfo(DISKS, NONE).verdict()).isEqualTo(Verdict.SAFE);

        coordinator.leave(mpxio);

        assertThat(coordinator.missingModules())
                .singleElement()
                .asString()
                .startsWith("module mpxio is not in service: nobody knows for whom");
        assertNames(person().getInfo(DISKS, NONE), "mpxio");
        assertNames(person().inspect(DISKS, NONE), "mpxio");
        assertNames(person().requestOffline(DISKS, RcmFlags.QUERY), "mpxio");
        arrive("mpxio");
        assertThat(person().requestOffline(DISKS, NONE).verdict()).isEqualTo(Verdict.SAFE);
    }

    @Test
    void aProcessGetsTheAnswerOfRcm() {
        RcmHandle process = coordinator.open(Intent.of(Initiator.process(7), "test"));

        assertThat(process.requestOffline(DISKS, NONE).isSuccess()).isTrue();
    }

    @Test
    void aChangeHoldsAtOnceAndAListThatIsNoneLeavesTheEarlierOneInForce() {
        coordinator.modified(requiring("\"mpxio"));

        assertNames(person().getInfo(DISKS, NONE), "mpxio", "swap");
        assertThat(loggers.lines())
                .filteredOn(line -> line.startsWith("error "))
                .singleElement()
                .asString()
                .contains("requiredModules", "mpxio swap");

        arrive("fs");
        coordinator.modified(requiring(""));
        assertThat(person().requestOffline(DISKS, NONE).isSuccess()).isTrue();
    }
}
