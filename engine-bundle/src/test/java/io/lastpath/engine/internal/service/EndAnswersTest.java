// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What whoever ends a DR request is told, and who may end it. */
class EndAnswersTest {

    private static final String DISK = "/devices/pci@0/disk@0";
    private static final String OTHER = "/devices/pci@0/disk@1";
    private static final RcmFlags NONE = RcmFlags.NONE;

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theSamePrincipalEndsItsRequestFromAnotherConnection() {
        fixture.arrive("fs", new TestModule(DISK));
        fixture.engine
                .open(Intent.of(Initiator.jmx("ann", "host a"), ""))
                .requestOffline(List.of(DISK), NONE);

        RcmReply stranger = fixture.process(8).notifyOnline(List.of(DISK), NONE);
        RcmReply same =
                fixture.engine
                        .open(Intent.of(Initiator.jmx("ann", "host b"), ""))
                        .notifyOnline(List.of(DISK), NONE);

        assertThat(stranger.result()).isEqualTo(RcmResult.CONFLICT);
        assertThat(stranger.assessments())
                .extracting(Assessment::reason)
                .containsExactly(
                        "the DR request on "
                                + DISK
                                + " is still open; only jmx ann, who asked for it, may end it; once"
                                + " that initiator has gone it is given back");
        assertThat(same.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    private static String endOf(RcmHandle caller, String resource) {
        RcmReply reply = caller.notifyOnline(List.of(resource), NONE);
        assertThat(reply.result()).isEqualTo(RcmResult.CONFLICT);
        assertThat(reply.assessments()).hasSize(1);
        return reply.assessments().get(0).reason();
    }

    /** Nobody ends it by its own name, not even who asked for the whole. */
    @Test
    void whatWasTakenAlongIsSaidToEndWithWhatWasAskedFor() {
        fixture.arrive("disk", new TestModule("/disk"));
        fixture.arrive("hba", new PassingModule(List.of("/disk"), "/hba"));
        assertThat(fixture.person("anna").requestOffline(List.of("/hba"), NONE).isSuccess())
                .isTrue();
        String ends =
                "the DR request on /disk is still open; it ends with /hba, which jmx anna asked for";

        assertThat(endOf(fixture.person("bert"), "/disk"))
                .isEqualTo(ends + "; once that initiator has gone it is given back");
        assertThat(endOf(fixture.person("anna"), "/disk")).isEqualTo(ends);

        assertThat(fixture.person("anna").notifyOnline(List.of("/hba"), NONE).isSuccess()).isTrue();
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void whatWasTakenAlongWithTwoIsSaidToEndWithBoth() {
        fixture.arrive("disk", new TestModule("/disk"));
        fixture.arrive("hba", new PassingModule(List.of("/disk"), "/hba1", "/hba2"));
        fixture.person("anna").requestOffline(List.of("/hba1"), NONE);
        fixture.person("bert").requestOffline(List.of("/hba2"), NONE);

        assertThat(endOf(fixture.person("anna"), "/disk"))
                .contains(
                        "; it ends with /hba1 /hba2, which jmx anna and jmx bert asked for; once");
    }

    /** The coordinator gives back what its module forgot; meanwhile another process is faster. */
    @Test
    void whatIsOpenAgainByTheEndOfTheListIsNotSaidToHaveEnded() {
        TestModule disk = new TestModule(DISK);
        disk.offline = (handle, resource, flags) -> TestModule.cascade(handle, flags, "/data");
        fixture.arrive(
                "data",
                new TestModule("/data") {
                    @Override
                    public ModuleReply notifyOnline(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        disk.answer(ModuleReply.SUCCESS);
                        fixture.process(8).requestOffline(List.of(DISK), NONE);
                        return ModuleReply.SUCCESS;
                    }
                });
        fixture.arrive("disk", disk);
        fixture.process(7).requestOffline(List.of(DISK), NONE);

        RcmReply reply = fixture.process(7).notifyOnline(List.of(DISK, OTHER), NONE);

        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, one -> one.intent().initiator().pid())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(DISK, 8L));
        assertThat(reply.assessments())
                .extracting(Assessment::reason)
                .containsExactly("nothing to online: no DR request is open on " + OTHER);
    }

    @Test
    void aRequestIsNotEndedBehindItsQuery() {
        TestModule module = new TestModule(DISK);
        AtomicReference<RcmReply> meanwhile = new AtomicReference<>();
        module.offline =
                (handle, resource, flags) -> {
                    if (flags.has(RcmFlags.QUERY)) {
                        meanwhile.set(fixture.process(7).notifyOnline(List.of(DISK), NONE));
                    }
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("fs", module);

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(meanwhile.get().errno()).isEqualTo(Errno.EAGAIN);
        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
    }
}
