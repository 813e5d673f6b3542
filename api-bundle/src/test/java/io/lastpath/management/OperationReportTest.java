// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Answer;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import io.lastpath.rcm.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationReportTest {

    private static final InfoTuple MOUNTED =
            tuple("/export", "filesys", "mounted", "Resource is busy", "DATA_CRITICAL");
    private static final InfoTuple LOCK =
            tuple("/devices/a", "", "DR operation in progress", "", null);
    private static final Assessment LAST_PATH =
            new Assessment(Verdict.DATA_CRITICAL, "mpatha would lose its last path");

    @Test
    void aRefusalTellsTheVerdictFirstThenWhoSaidWhat() {
        RcmReply reply =
                new RcmReply(
                        RcmResult.FAILURE,
                        Errno.NONE,
                        List.of(MOUNTED, LOCK),
                        List.of(LAST_PATH),
                        12);

        assertThat(
                        OperationReport.text(
                                operation(OperationKind.OFFLINE, reply, "/devices/a", "/b c")))
                .isEqualTo(
                        """
                        DATA_CRITICAL: offline refused, FAILURE (operation 12)
                          of /devices/a "/b c"
                          DATA_CRITICAL: mpatha would lose its last path
                          DATA_CRITICAL: filesys: /export; mounted; Resource is busy
                          /devices/a; DR operation in progress""");
    }

    @Test
    void aSuccessThatNobodyCommentsNamesItsResourcesOnly() {
        assertThat(
                        OperationReport.text(
                                operation(OperationKind.QUERY_OFFLINE, RcmReply.SUCCESS, "/a")))
                .isEqualTo("SAFE: query offline done (operation 12)\n  of /a");
    }

    @Test
    void whatQueryAndCommitBothSaidStandsOnce() {
        RcmReply reply =
                new RcmReply(
                        RcmResult.SUCCESS,
                        Errno.NONE,
                        List.of(),
                        List.of(LAST_PATH, LAST_PATH),
                        12);

        assertThat(OperationReport.text(operation(OperationKind.OFFLINE, reply, "/a")))
                .containsOnlyOnce("mpatha would lose its last path");
    }

    @Test
    void aConflictSaysWhoHoldsWhatSinceWhenAndWhy() {
        assertThat(conflict(RcmState.OFFLINE))
                .endsWith("; held by jmx alice since 2026-01-02T03:04:05Z: new card");
    }

    @Test
    void aConflictWithASuspensionSaysWhatEndsIt() {
        assertThat(conflict(RcmState.SUSPENDED))
                .endsWith(
                        ": new card; it is suspended, which 'resume' of the bean type=Coordinator"
                                + " ends");
    }

    private static String conflict(RcmState state) {
        InfoTuple held =
                new InfoTuple(
                        "/devices/a",
                        "",
                        7,
                        state,
                        new RequestSequence(1, 0),
                        "DR operation in progress",
                        "Resource is busy",
                        Map.of(
                                "holder",
                                "jmx alice",
                                "since",
                                "2026-01-02T03:04:05Z",
                                "reason",
                                "new card"));
        RcmReply reply = new RcmReply(RcmResult.CONFLICT, Errno.NONE, List.of(held), List.of(), 12);

        return OperationReport.text(operation(OperationKind.OFFLINE, reply, "/devices/a"));
    }

    @Test
    void controlCharactersNeverReachATerminal() {
        RcmReply reply =
                new RcmReply(
                        RcmResult.SUCCESS,
                        Errno.NONE,
                        List.of(tuple("/a", "m", "x\u001b[31m\u0007\u009b0my", "", null)),
                        List.of(),
                        12);

        assertThat(OperationReport.text(operation(OperationKind.OFFLINE, reply, "/a")))
                .doesNotContain("\u001b", "\u0007", "\u009b");
    }

    @Test
    void aRequestThatNamesNoResourceShowsNone() {
        assertThat(OperationReport.text(operation(OperationKind.GET_INFO, RcmReply.SUCCESS)))
                .isEqualTo("SAFE: get info done (operation 12)");
    }

    @ParameterizedTest
    @CsvSource({
        "FORCE_OFFLINE, 'UNKNOWN: force offline refused, FAILURE, EAGAIN (operation 12)'",
        "ONLINE, 'online failed, FAILURE, EAGAIN (operation 12)'"
    })
    void onlyWhoWasAskedRefuses(OperationKind kind, String text) {
        assertThat(OperationReport.text(operation(kind, RcmReply.failure(Errno.EAGAIN), "/a")))
                .isEqualTo(text + "\n  of /a");
    }

    @Test
    void nothingThatSomebodySaysBreaksALine() {
        Assessment broken = new Assessment(Verdict.SAFE, "one\r\ntwo");
        RcmReply reply =
                new RcmReply(
                        RcmResult.SUCCESS,
                        Errno.NONE,
                        List.of(tuple("/a\nb", "m", "x\u2028y", "", null)),
                        List.of(broken),
                        12);

        assertThat(OperationReport.text(operation(OperationKind.OFFLINE, reply, "/a\nb")))
                .isEqualTo(
                        """
                        SAFE: offline done (operation 12)
                          of "/a b"
                          one two
                          m: /a b; x y""");
    }

    @Test
    void theCompositeHoldsTheWholeRecord() {
        OperationData data =
                OperationReport.data(operation(OperationKind.OFFLINE, RcmReply.SUCCESS, "/a"));

        assertThat(data)
                .isEqualTo(
                        new OperationData(
                                12,
                                "OFFLINE",
                                "jmx anna",
                                "127.0.0.1",
                                "new card",
                                "/a",
                                "QUERY|FORCE",
                                "SUCCESS",
                                0,
                                "SAFE",
                                0,
                                "SAFE: offline done (operation 12)\n  of /a",
                                "",
                                "2026-01-02T03:04:05Z",
                                "2026-01-02T03:04:06.500Z",
                                1500));
    }

    @Test
    void aTupleBecomesACompositeWithWordsAndNumbers() {
        RcmReply reply =
                new RcmReply(RcmResult.SUCCESS, Errno.NONE, List.of(MOUNTED, LOCK), List.of(), 12);

        assertThat(OperationReport.tuples(operation(OperationKind.OFFLINE, reply, "/a")))
                .containsExactly(
                        new TupleData(
                                "/export",
                                "filesys",
                                7,
                                "OFFLINE_QUERY_FAIL",
                                16,
                                "mounted",
                                "Resource is busy",
                                "DATA_CRITICAL",
                                2,
                                1),
                        new TupleData(
                                "/devices/a",
                                "",
                                7,
                                "OFFLINE_QUERY_FAIL",
                                16,
                                "DR operation in progress",
                                "",
                                "",
                                -1,
                                1));
    }

    @Test
    void aSeverityThatIsNoVerdictShowsAsUnknownEverywhere() {
        InfoTuple garbled = tuple("/a", "m", "used", "", "GRAVE");
        RcmReply reply =
                new RcmReply(RcmResult.SUCCESS, Errno.NONE, List.of(garbled), List.of(), 12);
        Operation operation = operation(OperationKind.GET_INFO, reply, "/a");

        assertThat(OperationReport.text(operation)).endsWith("\n  UNKNOWN: m: /a; used");
        assertThat(OperationReport.tuples(operation).get(0).severity()).isEqualTo("UNKNOWN");
        assertThat(OperationReport.tuples(operation).get(0).severityLevel()).isEqualTo(4);
    }

    @Test
    void whatTheRecordDoesNotKeepIsCounted() {
        Operation whole = operation(OperationKind.OFFLINE, RcmReply.SUCCESS, "/a");
        Operation cut =
                new Operation(
                        whole.number(),
                        whole.kind(),
                        whole.intent(),
                        whole.resources(),
                        whole.flags(),
                        whole.reply(),
                        whole.started(),
                        whole.ended(),
                        7,
                        List.of(),
                        0);

        assertThat(OperationReport.text(cut))
                .isEqualTo(OperationReport.text(whole) + "\n  ... and 7 more");
    }

    @Test
    void theCompositeNamesWhoWasCalledAndCountsTheRest() {
        Operation whole = operation(OperationKind.OFFLINE, RcmReply.SUCCESS, "/a");
        Answer agreed = new Answer("offline query", "fs", "/a\n/b", 0, RcmResult.SUCCESS);
        Operation asked =
                new Operation(
                        whole.number(),
                        whole.kind(),
                        whole.intent(),
                        whole.resources(),
                        whole.flags(),
                        whole.reply(),
                        whole.started(),
                        whole.ended(),
                        0,
                        Collections.nCopies(22, agreed),
                        5);

        assertThat(OperationReport.data(asked).answers().lines())
                .hasSize(21)
                .startsWith("fs: offline query of /a /b: SUCCESS")
                .endsWith("... and 7 more");
    }

    private static Operation operation(OperationKind kind, RcmReply reply, String... resources) {
        return new Operation(
                12,
                kind,
                Intent.of(Initiator.jmx("anna", "127.0.0.1"), "new card"),
                List.of(resources),
                RcmFlags.QUERY.with(RcmFlags.FORCE),
                reply,
                Instant.parse("2026-01-02T03:04:05Z"),
                Instant.parse("2026-01-02T03:04:06.500Z"));
    }

    private static InfoTuple tuple(
            String resource, String module, String info, String error, String severity) {
        return new InfoTuple(
                resource,
                module,
                7,
                RcmState.OFFLINE_QUERY_FAIL,
                new RequestSequence(3, 1),
                info,
                error,
                severity == null ? Map.of() : Map.of(InfoTuple.SEVERITY, severity));
    }
}
