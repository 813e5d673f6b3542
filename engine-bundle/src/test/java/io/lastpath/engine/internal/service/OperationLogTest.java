// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.management.OperationReport;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The caller gets all that was said, the record keeps what fits. */
class OperationLogTest {

    private static InfoTuple tuple(int number, Verdict severity) {
        return new InfoTuple(
                "/disk" + number,
                "app",
                0,
                RcmState.ONLINE,
                new RequestSequence(1, 1),
                "",
                "in use",
                Map.of(InfoTuple.SEVERITY, severity.name()));
    }

    @Test
    void aLongAnswerIsCutInTheRecordOnlyAndStaysAsGrave() {
        List<InfoTuple> said = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            said.add(tuple(i, i == 1_400 ? Verdict.SYSTEM_CRITICAL : Verdict.DEGRADED));
        }
        try (EngineFixture fixture = new EngineFixture()) {
            TestModule module = new TestModule("/a");
            module.answer(new ModuleReply(RcmResult.FAILURE, "no", said, List.of()));
            fixture.arrive("m", module);

            RcmReply reply = fixture.process(7).requestOffline(List.of("/a"), RcmFlags.NONE);
            Operation record = fixture.engine.operation(reply.operation()).orElseThrow();

            assertThat(reply.tuples()).hasSize(1_501);
            assertThat(record.reply().tuples()).hasSize(1_000).contains(said.get(1_400));
            assertThat(record.omitted()).isEqualTo(501);
            assertThat(record.reply().verdict())
                    .isEqualTo(reply.verdict())
                    .isEqualTo(Verdict.SYSTEM_CRITICAL);
            assertThat(OperationReport.text(record)).endsWith("\n  ... and 501 more");
        }
    }

    @Test
    void whoIsCalledBeyondWhatTheRecordKeepsIsCounted() {
        try (EngineFixture fixture = new EngineFixture()) {
            List<String> many = new ArrayList<>(List.of("/a"));
            for (int i = 0; i < 1_299; i++) {
                many.add("/a/" + i);
            }
            fixture.arrive("m", new TestModule(many.toArray(String[]::new)));

            RcmReply reply = fixture.process(7).requestOffline(List.of("/a"), RcmFlags.QUERY);
            Operation record = fixture.engine.operation(reply.operation()).orElseThrow();

            assertThat(record.answers()).hasSize(1_000);
            assertThat(record.unlisted()).isEqualTo(300);
            assertThat(OperationReport.data(record).answers()).endsWith("\n... and 1280 more");
        }
    }
}
