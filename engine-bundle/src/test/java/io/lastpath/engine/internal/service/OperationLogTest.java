// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.management.OperationReport;
import io.lastpath.rcm.Answer;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
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

    @Test
    void whatIsBegunWhenAnEventIsHeardOfHasARecordOfItsOwn() {
        try (EngineFixture fixture = new EngineFixture()) {
            fixture.arrive("app", new TestModule("/data"));
            List<RcmReply> inner = new ArrayList<>();
            fixture.arrive(
                    "watch",
                    new WatchingModule(
                            "battery",
                            handle -> {
                                inner.add(handle.requestOffline(List.of("/data"), RcmFlags.NONE));
                                inner.add(handle.notifyOnline(List.of("/data"), RcmFlags.NONE));
                            }));

            RcmReply event = fixture.process(7).notifyEvent("battery", RcmFlags.NONE, Map.of());

            assertThat(fixture.engine.operations())
                    .extracting(Operation::kind)
                    .containsExactly(
                            OperationKind.OFFLINE, OperationKind.ONLINE, OperationKind.EVENT);
            Operation offline = fixture.engine.operation(inner.get(0).operation()).orElseThrow();
            assertThat(offline.intent())
                    .isEqualTo(
                            Intent.of(
                                    new Initiator("module watch", Initiator.NO_PID, "local"),
                                    "request "
                                            + event.operation()
                                            + " of pid 7 (test): begun when it heard of an"
                                            + " event"));
            assertThat(offline.resources()).containsExactly("/data");
            assertThat(offline.reply().result()).isEqualTo(RcmResult.SUCCESS);
            assertThat(offline.answers())
                    .extracting(Answer::callback)
                    .containsExactly("offline query", "offline");
            assertThat(fixture.engine.operation(event.operation()).orElseThrow().answers())
                    .extracting(Answer::callback)
                    .containsExactly("offline query", "offline", "online", "event");
        }
    }

    @Test
    void whatIsBegunWhenAnEventIsHeardOfIsOpenUnderTheNumberOfItsRecord() {
        try (EngineFixture fixture = new EngineFixture()) {
            List<RcmReply> inner = new ArrayList<>();
            fixture.arrive(
                    "watch",
                    new WatchingModule(
                            "battery",
                            handle ->
                                    inner.add(
                                            handle.requestOffline(
                                                    List.of("/data"), RcmFlags.NONE))));

            fixture.process(7).notifyEvent("battery", RcmFlags.NONE, Map.of());

            assertThat(fixture.engine.drRequests())
                    .singleElement()
                    .returns(inner.get(0).operation(), one -> one.sequence().number());
        }
    }
}
