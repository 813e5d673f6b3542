// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is begun when an event is heard of, or a capacity is to change, is no better known than what
 * is asked from outside.
 */
@Timeout(60)
class DoubtsFromWithinTest {

    private static final String DISK = "/devices/disk";
    private static final String PART = DISK + "/part";

    private final AtomicReference<RcmReply> within = new AtomicReference<>();

    /** Takes the disk out when the battery runs low. */
    private final class Watch extends TestModule {

        private final Function<RcmHandle, RcmReply> begun;

        Watch(Function<RcmHandle, RcmReply> begun) {
            this.begun = begun;
        }

        Watch() {
            this(handle -> handle.requestOffline(List.of(DISK), NONE));
        }

        @Override
        public RcmResult register(RcmHandle handle) {
            return handle.registerInterest(RegistrationKind.EVENT, "battery", NONE).result();
        }

        @Override
        public ModuleReply notifyEvent(
                RcmHandle handle,
                String resource,
                long pid,
                RcmFlags flags,
                Map<String, String> data) {
            within.set(begun.apply(handle));
            return ModuleReply.SUCCESS;
        }
    }

    private void assertRefusedAsUnknown(String why) {
        assertThat(within.get().isSuccess()).as(within.toString()).isFalse();
        assertThat(within.get().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(within.get().toString()).contains(why);
    }

    private void heardWhileAModuleRegisters(String who) {
        heardWhileAModuleRegisters(who, new Watch());
    }

    private void heardWhileAModuleRegisters(String who, Watch watch) {
        LateModule part = new LateModule(PART);
        try (EngineFixture fixture = new EngineFixture()) {
            fixture.arrive("disk", new TestModule(DISK));
            fixture.arrive("watch", watch);
            fixture.engine.arrive("part", () -> 60_000, () -> part);
            assertThat(part.isRegistering()).isTrue();
            RcmHandle sender = who.isEmpty() ? fixture.process(7) : fixture.person(who);
            sender.notifyEvent("battery", NONE, Map.of());
            part.goOn();
        }
    }

    @Test
    void aModuleThatRegistersStillMakesAProcessesAnswerUnknown() {
        heardWhileAModuleRegisters("");

        assertRefusedAsUnknown("module part has not registered yet");
    }

    @Test
    void aModuleThatRegistersStillMakesAPersonsAnswerUnknown() {
        heardWhileAModuleRegisters("anna");

        assertRefusedAsUnknown("module part has not registered yet");
    }

    @Test
    void aModuleThatRegistersStillMakesACapacityThatIsAskedForThenUnknown() {
        heardWhileAModuleRegisters(
                "",
                new Watch(
                        handle ->
                                handle.requestCapacityChange(
                                        CapacityModule.MEMORY, NONE, Map.of())));

        assertRefusedAsUnknown("module part has not registered yet");
    }

    private static Path tornJournal(Path folder) throws IOException {
        return Files.writeString(folder.resolve("journal"), "torn");
    }

    @Test
    void aLostJournalHasACapacityRequestTakeNothing(@TempDir Path folder) throws IOException {
        try (RestartFixture fixture = new RestartFixture(tornJournal(folder))) {
            fixture.module("disk", () -> new TestModule(DISK));
            fixture.module("memory", () -> new CapacityModule(DISK));

            RcmReply reply = changeCapacity(fixture.process(7));

            assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(fixture.engine.drRequests()).isEmpty();
        }
    }

    private static RcmReply changeCapacity(RcmHandle handle) {
        RcmReply reply = handle.requestCapacityChange(CapacityModule.MEMORY, NONE, Map.of());
        assertThat(reply.isSuccess()).as(reply.toString()).isFalse();
        return reply;
    }

    private static ModuleReply agreement(Verdict verdict, String reason) {
        return TestModule.agreement(verdict, reason, DISK);
    }

    private static void assertRefuses(RcmModule memory, ModuleReply agreement, String reason) {
        try (EngineFixture fixture = new EngineFixture()) {
            TestModule disk = new TestModule(DISK);
            disk.answer(agreement);
            fixture.arrive("disk", disk);
            fixture.arrive("memory", memory);

            assertThat(changeCapacity(fixture.process(7)).toString()).contains(reason);
            assertThat(fixture.open()).isEmpty();
        }
    }

    /** As it does where the disk is asked for by itself. */
    @Test
    void anAgreementThatIsUnknownMakesACapacityRequestTakeNothing() {
        assertRefuses(
                new CapacityModule(DISK),
                agreement(Verdict.UNKNOWN, "the tree is stale"),
                "the tree is stale");
    }

    @Test
    void soItDoesWhereItsModuleKeepsThatToItself() {
        CapacityModule silent =
                new CapacityModule(DISK) {
                    @Override
                    public ModuleReply requestCapacityChange(
                            RcmHandle handle,
                            String resource,
                            long pid,
                            RcmFlags flags,
                            Map<String, String> data) {
                        super.requestCapacityChange(handle, resource, pid, flags, data);
                        return ModuleReply.SUCCESS;
                    }
                };

        assertRefuses(silent, agreement(Verdict.UNKNOWN, "the tree is stale"), "the tree is stale");
    }

    @Test
    void whatTheSystemNeedsIsNotTakenForACapacity() {
        assertRefuses(
                new CapacityModule(DISK),
                agreement(Verdict.SYSTEM_CRITICAL, "swap is on it"),
                "the system needs " + DISK);
    }

    /** It would have the disk taken in two steps, the first of which is a question. */
    @Test
    void anEventThatChangesACapacityTakesNothingThatIsUnknown() {
        try (EngineFixture fixture = new EngineFixture()) {
            TestModule disk = new TestModule(DISK);
            disk.answer(agreement(Verdict.UNKNOWN, "the tree is stale"));
            fixture.arrive("disk", disk);
            fixture.arrive("memory", new AskingFirst());
            fixture.arrive(
                    "watch",
                    new Watch(
                            handle ->
                                    handle.requestCapacityChange(
                                            CapacityModule.MEMORY, NONE, Map.of())));

            fixture.process(7).notifyEvent("battery", NONE, Map.of());

            assertRefusedAsUnknown("the tree is stale");
            assertThat(fixture.open()).isEmpty();
        }
    }

    private static final class AskingFirst extends CapacityModule {

        AskingFirst() {
            super(DISK);
        }

        @Override
        public ModuleReply requestCapacityChange(
                RcmHandle handle,
                String resource,
                long pid,
                RcmFlags flags,
                Map<String, String> data) {
            handle.requestOffline(List.of(DISK), RcmFlags.QUERY);
            return super.requestCapacityChange(handle, resource, pid, flags, data);
        }
    }

    @Test
    void aLostJournalMakesItUnknown(@TempDir Path folder) throws IOException {
        Path journal = tornJournal(folder);
        try (RestartFixture fixture = new RestartFixture(journal)) {
            fixture.module("disk", () -> new TestModule(DISK));
            fixture.module("watch", Watch::new);

            fixture.process(7).notifyEvent("battery", NONE, Map.of());

            assertThat(fixture.engine.journal().loss()).isNotEmpty();
            assertRefusedAsUnknown("is not known");
            assertThat(fixture.engine.drRequests()).isEmpty();
        }
    }
}
