// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmResult.CONFLICT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.call.Terms;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.module.MpxioModule;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.ModuleStatus;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.service.log.Logger;

/** The hazards of the classic manager's registrations and modules, each as it is mended here. */
class HazardsOfModulesTest {

    private static final String DISK = "/devices/disk";
    private static final String HBA1 = "/devices/hba1";
    private static final String HBA2 = "/devices/hba2";

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    private RcmHandle process(String module) {
        return process(7, module);
    }

    private RcmHandle process(long pid, String module) {
        return fixture.engine.open(Intent.of(Initiator.process(pid), ""), module);
    }

    private RcmReply offline(String name) {
        return fixture.process(7).requestOffline(List.of(name), NONE);
    }

    @Test
    void drInterestIsRefusedAfterEventInterest() {
        fixture.arrive("fs", new TestModule());
        RcmHandle fs = process("fs");
        fs.registerInterest(RegistrationKind.EVENT, DISK, NONE);

        assertThat(fs.registerInterest(RegistrationKind.DR, DISK, NONE).isSuccess()).isTrue();
    }

    @Test
    void registrationSucceedsWithoutAClient() {
        RcmReply reply = process("nosuch").registerInterest(RegistrationKind.DR, DISK, NONE);

        assertThat(reply.errno()).isEqualTo(Errno.EINVAL);
        assertThat(fixture.engine.resourceCount()).isZero();
    }

    @Test
    void fileSystemMarkIsSticky() {
        TestModule below = new TestModule("/mnt/a");
        fixture.arrive("below", below);
        fixture.arrive("fs", new TestModule());
        RcmHandle fs = process("fs");
        fs.registerInterest(RegistrationKind.DR, "/mnt", RcmFlags.FILESYS);

        assertThat(fs.unregisterInterest(RegistrationKind.DR, "/mnt", NONE).isSuccess()).isTrue();
        fs.registerInterest(RegistrationKind.DR, "/mnt", NONE);
        offline("/mnt");

        assertThat(below.calls).contains("offline /mnt/a QUERY");
    }

    @ParameterizedTest
    @EnumSource(RegistrationKind.class)
    void aRootOfAFileSystemDoesNotComeAboveWhoHasLetGo(RegistrationKind kind) {
        TestModule below = new TestModule("/mnt/a");
        fixture.arrive("below", below);
        fixture.arrive("fs", new TestModule());
        List<RcmReply> replies = new ArrayList<>();
        below.offline =
                (handle, resource, flags) -> {
                    replies.add(process("fs").registerInterest(kind, "/mnt", RcmFlags.FILESYS));
                    return ModuleReply.SUCCESS;
                };

        offline("/mnt");

        assertThat(replies).hasSize(2).extracting(RcmReply::result).containsOnly(CONFLICT);
        assertThat(below.calls).containsExactly("offline /mnt/a QUERY", "offline /mnt/a NONE");
    }

    /** What nobody was asked about is not told to go, as what lay below a root that has left. */
    @ParameterizedTest
    @CsvSource({"0, /mnt", "9, /mnt", "0, /hba"})
    void whoComesToBeReachedAfterTheQueryIsNotToldToLetGo(long pid, String first) {
        TestModule below = pid == 0 ? new TestModule("/mnt/a") : new TestModule();
        fixture.arrive("below", below);
        if (pid != 0) {
            process(pid, "below").registerInterest(RegistrationKind.DR, "/mnt/a", NONE);
        }
        fixture.arrive("fs", new TestModule());
        RcmHandle fs = process("fs");
        fs.registerInterest(RegistrationKind.EVENT, "/mnt", RcmFlags.FILESYS);
        TestModule other = new TestModule(DISK);
        other.offline =
                (handle, resource, flags) -> {
                    fs.unregisterInterest(RegistrationKind.EVENT, "/mnt", NONE);
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("other", other);
        fixture.arrive("hba", new PassingModule(List.of("/mnt"), "/hba"));

        RcmReply reply = fixture.process(7).requestOffline(List.of(first, DISK), NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains("module below was not asked about /mnt/a");
        assertThat(below.calls).isEmpty();
    }

    /**
     * It had let go with what is above, so that the retire request passed it over; another one,
     * that was gone, is asked.
     */
    @Test
    void whoIsBackAfterTheQueryOfARetireRequestThatPassedHimOverIsNotToldToLetGo() {
        String root = DISK + "/root";
        TestModule gone = new TestModule();
        fixture.arrive("gone", gone);
        process("gone").registerInterest(RegistrationKind.DR, root, RcmFlags.FILESYS);
        offline(DISK);
        fixture.process(7).notifyRemove(List.of(DISK), NONE);
        TestModule user = new TestModule(root);
        fixture.arrive("user", user);
        fixture.arrive("fs", new TestModule());
        process("fs").registerInterest(RegistrationKind.EVENT, root, RcmFlags.FILESYS);
        offline(DISK);
        gone.offline =
                (handle, resource, flags) -> {
                    fixture.process(7).notifyOnline(List.of(DISK), NONE);
                    return ModuleReply.SUCCESS;
                };

        RcmReply reply =
                fixture.process(8)
                        .requestOffline(
                                List.of(root), RcmFlags.RETIRE_REQUEST.with(RcmFlags.FILESYS));

        assertThat(user.calls).last().isEqualTo("online " + root + " NONE");
        assertThat(reply.toString()).contains("module user was not asked about " + root);
    }

    @Test
    void whoIsKeptFromDrInterestIsDoubtedThoughItMayHearOfEvents() {
        fixture.arrive("owner", new TestModule(DISK));
        offline(DISK);

        fixture.arrive(
                "late",
                new TestModule(DISK) {
                    @Override
                    public RcmResult register(RcmHandle handle) {
                        RcmResult result = super.register(handle);
                        handle.registerInterest(RegistrationKind.EVENT, DISK, NONE);
                        return result;
                    }
                });

        assertThat(fixture.engine.modules())
                .filteredOn(one -> one.name().equals("late"))
                .extracting(ModuleStatus::unregistered)
                .singleElement()
                .asString()
                .contains(DISK);
    }

    @Test
    void revivalSkipsTheLockCheck() {
        fixture.arrive("fs", new TestModule(DISK));
        RcmHandle fs = process("fs");
        fs.registerInterest(RegistrationKind.DR, DISK, NONE);
        fs.unregisterInterest(RegistrationKind.DR, DISK, NONE);
        offline(DISK);

        RcmReply reply = fs.registerInterest(RegistrationKind.DR, DISK, NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.CONFLICT);
    }

    @Test
    void conflictingRegistrationDropsTheTuple() {
        fixture.arrive("fs", new TestModule());
        offline(DISK);

        RcmReply reply = process("fs").registerInterest(RegistrationKind.DR, DISK + ":a", NONE);

        assertThat(reply.tuples())
                .singleElement()
                .returns(DISK, InfoTuple::resource)
                .returns("Resource is busy", InfoTuple::error);
    }

    @Test
    void capacityAddAndDeleteFlagsAreDefinedButRefused() {
        RcmHandle handle = fixture.process(7);

        for (int bits : new int[] {0x100, 0x200}) {
            RcmFlags unnamed = new RcmFlags(bits);
            assertThat(unnamed).hasToString("0x" + Integer.toHexString(bits));
            assertThat(handle.requestCapacityChange("SUNW_cpu", unnamed, Map.of()).errno())
                    .isEqualTo(Errno.EINVAL);
        }
    }

    @Test
    void removedPathCountsAsOnlineInTheMultipathAnalysis() throws Exception {
        multipath(HBA1, HBA2);
        fixture.arrive("users", new TestModule(DISK));
        fixture.process(7).requestOffline(List.of(HBA1), NONE);
        fixture.process(7).notifyRemove(List.of(HBA1), NONE);

        assertThat(offline(HBA2).isSuccess()).isTrue();

        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource)
                .containsExactlyInAnyOrder(HBA2, DISK);
    }

    @Test
    @Timeout(30)
    void multipathModuleDeadlocksIfADiskIsItselfAPath() throws RcmException {
        TracePaths paths = new TracePaths();
        paths.set(List.of("/disk", "/hba1", "online"));
        paths.set(List.of("/hba1", "/hba2", "online"));
        multipath(paths);

        assertThat(offline(HBA2).isSuccess()).isTrue();
        assertThat(fixture.process(8).getResourceState(DISK)).isEqualTo(RcmState.OFFLINE);
    }

    private void multipath(String... hbas) {
        TracePaths paths = new TracePaths();
        for (String hba : hbas) {
            paths.set(List.of("/disk", hba.substring("/devices".length()), "online"));
        }
        multipath(paths);
    }

    private void multipath(TracePaths paths) {
        paths.show();
        Logger logger = StandIn.of(Logger.class, Map.of());
        MpxioSettings settings =
                new MpxioSettings(StandIn.of(MpxioSettings.Config.class, Map.of()), logger);
        TableKeeper keeper = new TableKeeper(settings, logger);
        keeper.bindSource(paths, TraceMultipath.reference());
        fixture.arrive("mpxio", new MpxioModule(keeper, settings, logger));
    }

    @Test
    void moduleDirectoryTableIsIndexedPastItsEnd() {
        IntStream.range(0, 100)
                .forEach(i -> fixture.arrive("m" + i, new TestModule("/resource" + i)));

        assertThat(fixture.engine.modules())
                .hasSize(100)
                .extracting(ModuleStatus::registrations)
                .containsOnly(1);
    }

    @Test
    void aFailingRegisterWithdrawsVetoes() {
        TestModule module =
                new TestModule(DISK) {
                    private boolean failing;

                    @Override
                    public RcmResult register(RcmHandle handle) {
                        if (failing) {
                            throw new IllegalStateException("no list today");
                        }
                        failing = true;
                        return super.register(handle);
                    }
                };
        fixture.arrive("fs", module);
        fixture.engine.requestRegistration("fs");

        offline(DISK);

        assertThat(module.calls).contains("offline " + DISK + " QUERY");
        assertThat(fixture.warnings).anyMatch(line -> line.contains("no list today"));
    }

    @Test
    @Timeout(30)
    void whoDoesNotComeBackIsWaitedForWithoutLimit() {
        CountDownLatch never = new CountDownLatch(1);
        TestModule module = new TestModule(DISK);
        module.offline =
                (handle, resource, flags) -> {
                    await(never);
                    return null;
                };
        fixture.arrive("fs", 50, module);

        RcmReply reply = offline(DISK);

        assertThat(reply.errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(reply.tuples())
                .extracting(InfoTuple::error)
                .containsExactly(
                        "module fs did not answer offline query of " + DISK + " within 50 ms");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void firstComeOrderDecidesTheOrderOfCallbacks() throws InterruptedException {
        List<String> called = new ArrayList<>();
        CountDownLatch slow = new CountDownLatch(1);
        var first =
                fixture.engine.arrive(
                        "first",
                        new Terms(() -> 60_000, false),
                        () -> noting("first", called, slow));
        fixture.arrive("second", noting("second", called, new CountDownLatch(0)));
        slow.countDown();
        first.registered().join();

        offline(DISK);

        assertThat(called).startsWith("second", "first");
    }

    /** Registers when it may, and notes when it is asked. */
    private static TestModule noting(String name, List<String> called, CountDownLatch start) {
        TestModule module =
                new TestModule(DISK) {
                    @Override
                    public RcmResult register(RcmHandle handle) {
                        HazardsOfModulesTest.await(start);
                        return super.register(handle);
                    }
                };
        module.offline =
                (handle, resource, flags) -> {
                    called.add(name);
                    return ModuleReply.SUCCESS;
                };
        return module;
    }
}
