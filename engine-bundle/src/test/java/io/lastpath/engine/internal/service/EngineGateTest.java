// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands between a query and doing it: refusals, what the system needs, and silence. */
class EngineGateTest {

    private static final String DISK = "/devices/pci@0/disk@0";
    private static final RcmFlags NONE = RcmFlags.NONE;
    private static final RcmFlags FORCE = RcmFlags.FORCE;
    private static final ModuleReply UNCONCERNED =
            new ModuleReply(RcmResult.NO_CONSTRAINT, "", List.of(), List.of());

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** Modules that are asked in this order: who came last is asked first. */
    private void answers(ModuleReply... replies) {
        for (int i = replies.length - 1; i >= 0; i--) {
            TestModule module = new TestModule(DISK);
            module.answer(replies[i]);
            fixture.arrive("m" + i, module);
        }
    }

    private RcmReply offline(RcmFlags flags, String... accepted) {
        Intent intent = new Intent(Initiator.process(7), "test", Set.of(accepted));
        return fixture.engine.open(intent).requestOffline(List.of(DISK), flags);
    }

    private void assertRefused(RcmReply reply) {
        assertThat(reply.isSuccess()).isFalse();
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void anAgreementDoesNotEraseAnEarlierNoConstraint() {
        answers(UNCONCERNED, ModuleReply.SUCCESS);

        RcmReply reply = offline(NONE);

        assertRefused(reply);
        assertThat(reply.result()).isEqualTo(RcmResult.NO_CONSTRAINT);
        assertThat(reply.verdict()).isEqualTo(Verdict.DATA_CRITICAL);
    }

    @Test
    void aRepeatedOfflineAsksNobodyAndSaysSo() {
        answers(ModuleReply.SUCCESS);
        assertThat(offline(NONE).verdict()).isEqualTo(Verdict.SAFE);

        RcmReply again = offline(NONE);

        assertThat(again.isSuccess()).isTrue();
        assertThat(again.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(again.assessments())
                .extracting(Assessment::reason)
                .containsExactly(DISK + " has been let go already: nobody was asked again");
    }

    @Test
    void nothingIsKnownOfANameThatNobodyRegisteredFor() {
        RcmReply said = fixture.process(7).getInfo(List.of("/nosuch"), NONE);

        assertThat(said.isSuccess()).isTrue();
        assertThat(said.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(said.assessments())
                .extracting(Assessment::reason)
                .containsExactly("nobody is registered for /nosuch: nothing is known of its use");
    }

    @Test
    void aPersonHearsOfEachNameThatNobodyRegisteredForBesideOneThatIsKnown() {
        answers(ModuleReply.SUCCESS);
        List<String> names = List.of("/nosuch", DISK, "/norhere");

        RcmReply said = fixture.person("anna").getInfo(names, RcmFlags.INCLUDE_DEPENDENT);

        assertThat(said.tuples()).extracting(InfoTuple::resource).containsExactly(DISK);
        assertThat(said.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(said.assessments())
                .extracting(Assessment::reason)
                .containsExactly(
                        "nobody is registered for /nosuch /norhere: nothing is known of its use");
        assertThat(fixture.process(7).getInfo(names, NONE).assessments()).isEmpty();
        assertThat(fixture.person("anna").getInfo(List.of("/devices"), RcmFlags.INCLUDE_SUBTREE))
                .as("who is registered below is somebody")
                .matches(reply -> reply.assessments().isEmpty());
    }

    @Test
    void whatAPersonNamesTwiceIsOne() {
        TestModule module = new TestModule(DISK, "/other");
        fixture.arrive("m", module);
        List<String> twice = List.of(DISK, "/other", DISK, "/other");

        RcmReply info = fixture.person("anna").getInfo(twice, NONE);
        RcmReply offline = fixture.person("anna").requestOffline(twice, NONE);
        RcmReply online = fixture.person("anna").notifyOnline(twice, NONE);

        assertThat(info.tuples()).hasSize(2);
        assertThat(offline.isSuccess()).isTrue();
        assertThat(online.isSuccess()).isTrue();
        assertThat(fixture.engine.operations())
                .extracting(Operation::resources)
                .containsOnly(List.of(DISK, "/other"))
                .hasSize(3);
        fixture.process(7).requestOffline(twice, RcmFlags.QUERY);
        assertThat(fixture.engine.operations())
                .last()
                .extracting(Operation::resources)
                .as("RCM takes each by itself")
                .isEqualTo(twice);
    }

    @Test
    void theCodeOfTheLastWhoFailsStands() {
        answers(ModuleReply.refusal("mounted"), UNCONCERNED, ModuleReply.SUCCESS);

        RcmReply reply = offline(NONE);

        assertRefused(reply);
        assertThat(reply.result()).isEqualTo(RcmResult.NO_CONSTRAINT);
    }

    @Test
    void retiringEachCallLiftsNoConstraintAndTheLastFailureStands() {
        answers(ModuleReply.SUCCESS, ModuleReply.SUCCESS);
        assertThat(offline(RcmFlags.RETIRE_REQUEST).result()).isEqualTo(RcmResult.SUCCESS);
        fixture.process(7).notifyOnline(List.of(DISK), NONE);

        TestModule unconcerned = new TestModule(DISK);
        unconcerned.answer(UNCONCERNED);
        fixture.arrive("m", unconcerned);

        assertThat(offline(RcmFlags.RETIRE_REQUEST).result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void retiringTheLastWhoIsUnconcernedStands() {
        answers(ModuleReply.SUCCESS, UNCONCERNED);

        assertThat(offline(RcmFlags.RETIRE_REQUEST).result()).isEqualTo(RcmResult.NO_CONSTRAINT);
    }

    @Test
    void whatNobodyIsRegisteredForIsGrantedAndNotCalledSafe() {
        RcmHandle handle = fixture.process(7);
        List<RcmReply> replies =
                List.of(
                        handle.requestOffline(List.of(DISK, DISK), RcmFlags.QUERY),
                        handle.requestOffline(List.of(DISK), NONE),
                        handle.requestSuspend(List.of("/other"), NONE, Duration.ZERO));

        assertThat(replies)
                .allSatisfy(
                        reply -> {
                            assertThat(reply.isSuccess()).isTrue();
                            assertThat(reply.verdict()).isEqualTo(Verdict.DEGRADED);
                            assertThat(reply.assessments())
                                    .singleElement()
                                    .satisfies(
                                            one ->
                                                    assertThat(one.reason())
                                                            .startsWith("nobody is registered for ")
                                                            .endsWith(": nobody was asked"));
                        });
        assertThat(replies.get(0).assessments().get(0).reason()).contains(DISK);
        assertThat(fixture.engine.drRequests()).hasSize(2);
    }

    @Test
    void aRegistrantBelowIsSomebody() {
        answers(ModuleReply.SUCCESS);

        assertThat(fixture.process(7).requestOffline(List.of("/devices"), NONE).verdict())
                .isEqualTo(Verdict.SAFE);
    }

    private static ModuleReply vital(String... uses) {
        return new ModuleReply(
                RcmResult.SUCCESS,
                "",
                List.of(),
                List.of(new Assessment(Verdict.SYSTEM_CRITICAL, "swap is here", Set.of(uses))));
    }

    @Test
    void whatTheSystemNeedsIsNotLetGoThoughItsModuleAgrees() {
        answers(vital());

        RcmReply reply = offline(FORCE);

        assertRefused(reply);
        assertRefused(offline(NONE));
        assertRefused(offline(NONE, DISK));
        assertRefused(offline(FORCE, "/other"));
        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.verdict()).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(reply.assessments())
                .extracting(Assessment::reason)
                .contains(
                        "the system needs "
                                + DISK
                                + "; force the request and accept "
                                + DISK
                                + " to give it up");
        assertThat(offline(FORCE, DISK).isSuccess()).isTrue();
    }

    @Test
    void eachUseThatAModuleNamesIsGivenUpByItsName() {
        answers(vital("mpathg", "/dev/dm-6"), vital("dump"));

        assertRefused(offline(FORCE, "mpathg"));
        assertRefused(offline(FORCE, "dump"));
        assertThat(offline(FORCE, "/dev/dm-6", "dump").isSuccess()).isTrue();
    }

    @Test
    void aUseThatHasComeSinceTheRefusalIsNotGivenUpWithTheOneThatItNamed() {
        answers(vital("mpathg"));
        assertRefused(offline(FORCE));

        TestModule root = new TestModule(DISK);
        root.answer(vital("/"));
        fixture.arrive("root", root);

        RcmReply reply = offline(FORCE, "mpathg");
        assertRefused(reply);
        assertThat(reply.assessments())
                .extracting(Assessment::reason)
                .contains("the system needs /; force the request and accept / to give it up");
    }

    @Test
    void whatADependentNeedsIsGivenUpByTheDependentsName() {
        TestModule swap = new TestModule("/swap");
        swap.answer(vital());
        fixture.arrive("swap", swap);
        TestModule volumes = new TestModule(DISK);
        volumes.offline = (handle, resource, flags) -> TestModule.cascade(handle, flags, "/swap");
        fixture.arrive("volumes", volumes);

        assertRefused(offline(FORCE));
        assertThat(offline(FORCE, "/swap").isSuccess()).isTrue();
    }

    @Test
    void aTupleThatIsSystemCriticalRefusesLikeAnAssessment() {
        fixture.arrive(
                "swap",
                new TestModule(DISK) {
                    @Override
                    public UsageReply getInfo(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        return UsageReply.of("swap", Verdict.SYSTEM_CRITICAL);
                    }
                });
        RcmFlags scope = FORCE.with(RcmFlags.SCOPE);

        RcmReply reply = offline(scope);

        assertRefused(reply);
        assertThat(reply.tuples()).extracting(InfoTuple::resource).containsExactly(DISK);
        assertThat(offline(scope, DISK).isSuccess()).isTrue();
    }
}
