// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModuleAnswersTest {

    @Test
    void aRefusalFailsWithItsReasonAndNoOpinionOnGravity() {
        ModuleReply refusal = ModuleReply.refusal("mounted");

        assertThat(refusal.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(refusal.error()).isEqualTo("mounted");
        assertThat(refusal.assessments()).isEmpty();
    }

    @Test
    void anAnswerOnUseCarriesItsSeverityWhereInfoTuplesLookForIt() {
        UsageReply usage = UsageReply.of("mounted on /", Verdict.SYSTEM_CRITICAL);

        assertThat(usage.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(usage.properties()).containsExactly(Map.entry("severity", "SYSTEM_CRITICAL"));
    }

    @Test
    void anAnswerThatCouldNotBeGivenSaysWhyAndNothingElse() {
        UsageReply failure = UsageReply.failure("no such device");

        assertThat(failure.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(failure.error()).isEqualTo("no such device");
        assertThat(failure.info()).isEmpty();
        assertThat(failure.properties()).isEmpty();
    }

    @Test
    void answersKeepTheirOwnListsAndMaps() {
        List<Assessment> assessments = new ArrayList<>(List.of(Assessment.NONE));
        Map<String, String> properties = new HashMap<>(Map.of("a", "b"));
        ModuleReply reply = new ModuleReply(RcmResult.SUCCESS, "", List.of(), assessments);
        UsageReply usage = new UsageReply(RcmResult.SUCCESS, "", "", properties, List.of());

        assessments.clear();
        properties.clear();

        assertThat(reply.assessments()).hasSize(1);
        assertThat(usage.properties()).containsEntry("a", "b");
    }
}
