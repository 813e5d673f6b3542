// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RcmReplyTest {

    @ParameterizedTest
    @CsvSource({
        "0, NONE, SAFE",
        "-1, NONE, DATA_CRITICAL",
        "-2, NONE, UNKNOWN",
        "-3, NONE, SAFE",
        "7, NONE, DATA_CRITICAL",
        "-1, EAGAIN, UNKNOWN",
        "-1, EINVAL, UNKNOWN",
        "-1, ETIMEDOUT, UNKNOWN"
    })
    void theResultAloneGivesAVerdict(int code, Errno errno, Verdict verdict) {
        RcmReply reply = new RcmReply(new RcmResult(code), errno, List.of(), List.of(), 0);

        assertThat(reply.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void theHighestOfTuplesAndAssessmentsStands(Verdict highest) {
        for (Verdict other : Verdict.values()) {
            assertThat(reply(highest.name(), other).verdict()).isEqualTo(highest.or(other));
            assertThat(reply(other.name(), highest).verdict()).isEqualTo(highest.or(other));
        }
    }

    @Test
    void aRefusalIsNeverBelowDataCritical() {
        Assessment low = new Assessment(Verdict.DEGRADED, "one path left");
        RcmReply reply = new RcmReply(RcmResult.FAILURE, Errno.NONE, List.of(), List.of(low), 0);

        assertThat(reply.verdict()).isEqualTo(Verdict.DATA_CRITICAL);
    }

    @Test
    void noConstraintIsARefusalWhereSomebodySaidSo() {
        RcmResult result = RcmResult.NO_CONSTRAINT;
        List<InfoTuple> said = List.of(tuple(Map.of()));
        List<Assessment> low = List.of(new Assessment(Verdict.DEGRADED, "one path left"));

        assertThat(new RcmReply(result, Errno.NONE, said, List.of(), 0).verdict())
                .isEqualTo(Verdict.DATA_CRITICAL);
        assertThat(new RcmReply(result, Errno.NONE, List.of(), low, 0).verdict())
                .isEqualTo(Verdict.DATA_CRITICAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "safe", " SAFE", "4", "UNKNOWN", "GRAVE"})
    void aSeverityThatIsNoVerdictIsUnknown(String word) {
        assertThat(tuple(Map.of("severity", word)).severity(Verdict.SAFE))
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(reply(word, Verdict.SAFE).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aMissingSeverityIsWhatTheCallerSays() {
        InfoTuple silent = tuple(Map.of());

        assertThat(silent.severity(Verdict.SAFE)).isEqualTo(Verdict.SAFE);
        assertThat(silent.severity(Verdict.UNKNOWN)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aReplyKeepsItsOwnLists() {
        List<InfoTuple> tuples = new ArrayList<>(List.of(tuple(Map.of())));
        List<Assessment> assessments = new ArrayList<>(List.of(Assessment.NONE));
        RcmReply reply = new RcmReply(RcmResult.SUCCESS, Errno.NONE, tuples, assessments, 1);

        tuples.clear();
        assessments.clear();

        assertThat(reply.tuples()).hasSize(1);
        assertThat(reply.assessments()).hasSize(1);
    }

    @Test
    void aFailureBeforeAnybodyWasAskedNamesItsReason() {
        RcmReply reply = RcmReply.failure(Errno.ENAMETOOLONG);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.errno()).isEqualTo(Errno.ENAMETOOLONG);
        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.operation()).isZero();
    }

    private static RcmReply reply(String severity, Verdict assessed) {
        return new RcmReply(
                RcmResult.SUCCESS,
                Errno.NONE,
                List.of(tuple(Map.of(InfoTuple.SEVERITY, severity))),
                List.of(new Assessment(assessed, "because")),
                1);
    }

    private static InfoTuple tuple(Map<String, String> properties) {
        return new InfoTuple(
                "/export",
                "filesys",
                0,
                RcmState.ONLINE,
                new RequestSequence(1, 0),
                "mounted",
                "",
                properties);
    }
}
