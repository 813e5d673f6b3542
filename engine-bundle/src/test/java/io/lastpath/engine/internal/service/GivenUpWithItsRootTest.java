// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who names all that he asks for gives up whatever hangs by it; every module hears of that. */
class GivenUpWithItsRootTest {

    private static final String ONE = "/devices/pci@0/hba@1";
    private static final String TWO = "/devices/pci@0/hba@2";
    private static final String MAP = "/devices/virtual/map";
    private static final String SWAP = "/swap";

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    private RcmReply force(List<String> resources, String... accepted) {
        Intent intent = new Intent(Initiator.process(7), "test", Set.of(accepted));
        return fixture.engine.open(intent).requestOffline(resources, RcmFlags.FORCE);
    }

    /** Lets go only of what is given up by the name of its resource, as consumers do. */
    private static ModuleReply vital(RcmHandle handle, String resource, RcmFlags flags) {
        return handle.intent().accepted().contains(resource)
                ? new ModuleReply(
                        RcmResult.SUCCESS,
                        "",
                        List.of(),
                        List.of(
                                new Assessment(
                                        Verdict.SYSTEM_CRITICAL, "swap", Set.of(resource, "sw"))))
                : ModuleReply.refusal("swap is in use");
    }

    private void vitalAt(String resource) {
        TestModule module = new TestModule(resource);
        module.offline = GivenUpWithItsRootTest::vital;
        fixture.arrive("vital", module);
    }

    private void cascade(String name, String resource, String dependent) {
        TestModule module = new TestModule(resource);
        module.offline = (handle, any, flags) -> TestModule.cascade(handle, flags, dependent);
        fixture.arrive(name, module);
    }

    @Test
    void aDependentOfADependentIsGivenUpWithAllThatIsAskedFor() {
        vitalAt(SWAP);
        cascade("volumes", MAP, SWAP);
        cascade("one", ONE, MAP);
        cascade("two", TWO, MAP);

        assertThat(force(List.of(ONE, TWO), ONE).isSuccess()).isFalse();
        assertThat(force(List.of(ONE, TWO), "/other").isSuccess()).isFalse();
        assertThat(force(List.of(ONE, TWO), ONE, TWO).isSuccess()).isTrue();
    }

    @Test
    void whatIsBelowItIsGivenUpWithIt() {
        vitalAt(ONE + "/disk@0");

        assertThat(force(List.of(ONE)).isSuccess()).isFalse();
        assertThat(force(List.of(ONE), ONE).isSuccess()).isTrue();
    }

    @Test
    void withoutForceNothingIs() {
        vitalAt(SWAP);
        cascade("one", ONE, SWAP);
        Intent intent = new Intent(Initiator.process(7), "test", Set.of(ONE));

        RcmReply reply = fixture.engine.open(intent).requestOffline(List.of(ONE), RcmFlags.NONE);

        assertThat(reply.isSuccess()).isFalse();
    }

    @Test
    void theAnswerSaysAsWhatAUseIsGivenUp() {
        vitalAt(SWAP);

        assertThat(force(List.of(SWAP), SWAP, "sw", "other").assessments())
                .extracting(Assessment::reason)
                .containsOnly("swap; given up as /swap, sw");
    }
}
