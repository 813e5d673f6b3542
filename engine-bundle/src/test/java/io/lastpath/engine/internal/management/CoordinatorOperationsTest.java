// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.engine.internal.service.Engine;
import io.lastpath.engine.internal.service.TestModule;
import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.DrRequestData;
import io.lastpath.management.OperationReport;
import io.lastpath.management.TupleData;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operations of the coordinator's bean, through a connector, as a console calls them. */
@Timeout(60)
class CoordinatorOperationsTest {

    private static final String DISK = ConsoleFixture.DISK;

    private ConsoleFixture console;
    private Engine engine;
    private TestModule module;
    private CoordinatorMXBean bean;

    @BeforeEach
    void connect() throws Exception {
        console = new ConsoleFixture();
        engine = console.engine;
        module = console.module;
        bean = console.bean;
    }

    @AfterEach
    void disconnect() throws Exception {
        console.close();
    }

    @Test
    void whatWasNeverTakenOfflineCannotComeBackAndTheAnswerSaysSo() {
        assertThat(bean.online(DISK, ""))
                .contains("online failed")
                .contains("nothing to online: no DR request is open on " + DISK);
        assertThat(bean.remove(DISK, ""))
                .contains("remove failed")
                .contains("nothing to remove: no DR request is open on " + DISK);
    }

    @Test
    void whatFailsToComeBackSaysWhetherTheRequestHasEnded() {
        RcmHandle other = engine.open(Intent.of(Initiator.process(7), "another one"));
        other.requestOffline(List.of(DISK), RcmFlags.NONE);

        assertThat(bean.online(DISK, ""))
                .contains("online failed")
                .contains("\n  the DR request on " + DISK + " is still open");
        assertThat(bean.getDrRequestCount()).isEqualTo(1);

        module.online = ModuleReply.refusal("the file system is damaged");
        String said =
                OperationReport.text(
                        engine.operation(
                                        other.notifyOnline(List.of(DISK), RcmFlags.NONE)
                                                .operation())
                                .orElseThrow());
        assertThat(said)
                .contains("online failed")
                .contains("\n  the DR request on " + DISK + " has ended all the same")
                .contains("the file system is damaged");
        assertThat(bean.getDrRequestCount()).isZero();
    }

    @Test
    void whatOfAListHasEndedIsSaidWhereTheRestFails() {
        engine.arrive("part", () -> 60_000, () -> new TestModule(DISK, DISK + "2"))
                .registered()
                .join();
        bean.offline(DISK, "");

        assertThat(bean.online(DISK + " " + DISK + "2", ""))
                .contains("online failed")
                .contains("no DR request is open on " + DISK + "2")
                .endsWith("\n  the DR request on " + DISK + " has ended");
        assertThat(bean.getDrRequestCount()).isZero();
    }

    @Test
    void whatNobodyHasToDoWithIsNotTakenAndTheAnswerSaysWhatIsMeant() {
        String hba = "/devices/pci@0/0000:01:00.0";
        engine.arrive("mpxio", () -> 60_000, () -> new TestModule(hba)).registered().join();

        for (String typed :
                List.of("0000:01:00.0", "0000-01-00.0", "01:00.0", "/pci@0/0000:01:00.0")) {
            String confirm = typed + " " + Intent.ACCEPT_UNKNOWN;
            for (String answer :
                    List.of(
                            bean.offline(typed, ""),
                            bean.offline(DISK + " " + typed, ""),
                            bean.query(typed, ""),
                            bean.suspend(typed, "", 0),
                            bean.forceOffline(typed, "fire", confirm))) {
                assertThat(answer)
                        .startsWith("UNKNOWN: ")
                        .contains(" refused, FAILURE")
                        .contains("nobody has registered for '" + typed + "'")
                        .contains("nobody was asked, and nothing has changed")
                        .endsWith("if this is meant, say " + hba);
            }
        }
        assertThat(bean.getDrRequestCount()).isZero();
        assertThat(bean.offline(hba, "")).startsWith("SAFE: offline done");
    }

    @Test
    void whatNobodyUsesIsTakenOnlyByAForceThatAcceptsTheUnknownAndIsNotCalledHarmless() {
        String idle = "/devices/pci@7/hba@1";
        String remedy = "/devices followed by its device path";

        assertThat(bean.offline(idle, "")).startsWith("UNKNOWN: ").contains(remedy);
        assertThat(bean.forceOffline(idle, "fire", idle)).contains(" refused").contains(remedy);
        assertThat(bean.getDrRequestCount()).isZero();

        assertThat(bean.forceOffline(idle, "fire", idle + " " + Intent.ACCEPT_UNKNOWN))
                .startsWith("UNKNOWN: force offline done")
                .contains("nobody has registered for '" + idle + "'");
        assertThat(bean.online(idle, "")).contains("online done");
    }

    private String removedHba() {
        String hba = "/devices/pci@0/0000:01:00.0";
        engine.arrive("mpxio", () -> 60_000, () -> new OneWhoRegistersOnce(hba))
                .registered()
                .join();
        bean.offline(hba, "");
        bean.remove(hba, "");
        return hba;
    }

    @Test
    void whatWasRemovedIsNotTakenAgainAndTheAnswerSaysThatItCountsAsGone() {
        String hba = removedHba();

        for (String answer :
                List.of(
                        bean.offline(hba, ""),
                        bean.offline(DISK + " " + hba, ""),
                        bean.query(hba, ""),
                        bean.forceOffline(hba, "fire", hba))) {
            assertThat(answer)
                    .startsWith("UNKNOWN: ")
                    .contains(" refused, FAILURE")
                    .contains("'" + hba + "' was removed and counts as gone: nobody was asked")
                    .contains("'lastpath refresh' takes the removal back");
        }
        assertThat(bean.getDrRequestCount()).isZero();
        assertThat(bean.getState(hba)).isEqualTo("REMOVE (14) " + hba);
    }

    /** As an HBA that was put in the place of another and leads to no disk yet. */
    @Test
    void whatWasRemovedIsTakenByAForceThatAcceptsTheUnknown() {
        String hba = removedHba();

        assertThat(bean.forceOffline(hba, "fire", hba + " " + Intent.ACCEPT_UNKNOWN))
                .startsWith("UNKNOWN: force offline done")
                .contains("'" + hba + "' was removed and counts as gone: nobody was asked");
        assertThat(bean.online(hba, ""))
                .startsWith("online done")
                .contains("DEGRADED: '" + hba + "' was removed before and still counts as gone");
        assertThat(bean.getDrRequestCount()).isZero();
        assertThat(bean.getState(hba)).isEqualTo("REMOVE (14) " + hba);
    }

    @Test
    void aProcessThatOnlyTakesItsRequestBackTakesNoRemovalBack() {
        String hba = removedHba();
        RcmHandle process = engine.open(Intent.of(Initiator.process(7), "again"));

        process.requestOffline(List.of(hba), RcmFlags.NONE);
        assertThat(process.notifyOnline(List.of(hba), RcmFlags.NONE).isSuccess()).isTrue();

        assertThat(bean.getState(hba)).isEqualTo("REMOVE (14) " + hba);
    }

    @Test
    void whatWasRemovedBelowWhatIsTakenIsNamed() {
        String hba = removedHba();

        assertThat(bean.query("/devices/pci@0", ""))
                .contains(hba + " was removed before and counts as gone: only who");
    }

    /** What is gone stays so for it, as for the multipath module until it refreshes. */
    private static final class OneWhoRegistersOnce extends TestModule {

        private final AtomicBoolean registered = new AtomicBoolean();

        OneWhoRegistersOnce(String resource) {
            super(resource);
        }

        @Override
        public RcmResult register(RcmHandle handle) {
            return registered.getAndSet(true) ? RcmResult.SUCCESS : super.register(handle);
        }
    }

    @Test
    void aRepeatedOfflineKeepsTheReasonUnlessItGivesAnother() {
        bean.offline(DISK, "cable swap");
        bean.offline(DISK, "");
        assertThat(bean.getDrRequests())
                .extracting(DrRequestData::reason)
                .containsExactly("cable swap");

        bean.offline(DISK, "the whole card");
        assertThat(bean.getDrRequests())
                .extracting(DrRequestData::reason)
                .containsExactly("the whole card");
    }

    @Test
    void theStateOfAMadeUpNameIsUnknownAndThatOfAKnownOneIsRcms() {
        assertThat(bean.getState("0000:01:00.0 " + DISK + " /devices/pci@0 " + DISK + "/part"))
                .isEqualTo(
                        "UNKNOWN (0) 0000:01:00.0; nobody has registered for it, above it or below"
                                + " it: nothing is known of it\nONLINE (1) "
                                + DISK
                                + "\nONLINE (1) /devices/pci@0\nONLINE (1) "
                                + DISK
                                + "/part");
    }

    @Test
    void whatLiesAboveOrBelowSomebodysResourceIsKnown() {
        assertThat(bean.query("/devices/pci@0", "")).startsWith("SAFE: query offline done");
        assertThat(bean.query(DISK + "/partition", ""))
                .startsWith("DEGRADED: query offline done")
                .contains("nobody was asked");
        assertThat(bean.query("/devices/pci@0/disk", "")).startsWith("UNKNOWN: ");
    }

    @Test
    void everyOperationAnswersWithItsOutcomeFirst() {
        assertThat(bean.query(DISK, null))
                .startsWith("SAFE: query offline done (operation 1)\n  of " + DISK);
        assertThat(bean.offline(DISK, "String")).contains(": offline done");
        assertThat(bean.getState(DISK + " \"/with a blank\""))
                .startsWith("OFFLINE (5) " + DISK + "\nUNKNOWN (0) /with a blank; nobody");
        assertThat(bean.online(DISK, "")).contains("online done (operation 3)");
        assertThat(bean.suspend(DISK, "", 250)).contains(": suspend done");
        assertThat(bean.resume(DISK, "")).contains("resume done");
        assertThat(bean.getInfo(DISK)).contains("fs: " + DISK + "; used").contains("dependents");
        assertThat(bean.forceOffline(DISK, "fire", DISK + " swap"))
                .contains(": force offline done");
        assertThat(bean.remove(DISK, "")).contains("remove done (operation 8)\n  of " + DISK);
        assertThat(module.accepted()).containsExactly("swap");
        assertThat(bean.getOperation(2).reason()).isEmpty();
        assertThat(bean.getOperationTuples(6))
                .singleElement()
                .returns("fs", TupleData::module)
                .returns("SAFE", TupleData::severity);
    }

    @Test
    void whatAConsoleFillsInIsRefusedWithASentence() {
        refused(() -> bean.offline("String", "String"), "'resources' has to name resources");
        refused(() -> bean.query(null, null), "'resources' has to name resources");
        refused(() -> bean.forceOffline(DISK, "String", DISK), "'reason' has to say why");
        refused(() -> bean.forceOffline(DISK, "fire", "String"), "'confirm' has to");
        refused(() -> bean.suspend(DISK, "", -1), "'intervalMillis' is -1");
        refused(() -> bean.offline("\"open", ""), "misplaced quote");
        refused(() -> bean.getState("\"\""), "a resource name is empty");
        refused(() -> bean.getOperation(99), "no operation 99");
        refused(() -> bean.getOperationTuples(99), "no operation 99");
        assertThat(bean.getRecentOperations()).isEmpty();
    }

    private static void refused(Runnable call, String sentence) {
        assertThatThrownBy(call::run)
                .satisfies(
                        thrown -> {
                            Throwable cause =
                                    thrown instanceof RuntimeMBeanException wrapped
                                            ? wrapped.getCause()
                                            : thrown;
                            assertThat(cause)
                                    .isExactlyInstanceOf(IllegalArgumentException.class)
                                    .hasMessageContaining(sentence);
                            assertThat(cause.getCause()).isNull();
                        });
    }

    @Test
    void afterTheCoordinatorHasStoppedItSaysSo() {
        engine.stop();

        assertThatThrownBy(() -> bean.offline(DISK, ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has stopped");
    }
}
