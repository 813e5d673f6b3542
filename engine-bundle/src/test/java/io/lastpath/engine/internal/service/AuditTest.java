// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.rcm.Answer;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import io.lastpath.rcm.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operation is one line that is complete and can be taken apart again, whatever was said. */
class AuditTest {

    private static final Pattern FIELD =
            Pattern.compile(" ?(\\w+)=(?:(\\d+)|\"((?:[^\"\\\\]|\\\\.)*)\")");

    private static Operation operation(
            String reason, List<String> resources, List<Assessment> said, InfoTuple... tuples) {
        return new Operation(
                17,
                OperationKind.OFFLINE,
                new Intent(Initiator.jmx("ann", "192.0.2.7"), reason, Set.of("mpathb", "mpatha")),
                resources,
                RcmFlags.FORCE,
                new RcmReply(RcmResult.FAILURE, Errno.ETIMEDOUT, List.of(tuples), said, 17),
                Instant.parse("2026-01-02T03:04:05.000000006Z"),
                Instant.parse("2026-01-02T03:04:07Z"),
                tuples.length == 0 ? 0 : 3,
                List.of(new Answer("offline", "fs", "/disk", 0, RcmResult.SUCCESS)),
                tuples.length == 0 ? 0 : 4);
    }

    private static InfoTuple refusal(String module, String error) {
        return new InfoTuple(
                "/disk",
                module,
                0,
                RcmState.OFFLINE_FAIL,
                new RequestSequence(17, 0),
                "mounted on /srv",
                error,
                Map.of(InfoTuple.SEVERITY, "DATA_CRITICAL"));
    }

    /** Takes a line apart as a reader would; fails if anything in it is no field. */
    private static Map<String, List<String>> fields(String line) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(line);
        int end = 0;
        while (field.find() && field.start() == end) {
            String value =
                    field.group(2) != null
                            ? field.group(2)
                            : field.group(3).replaceAll("\\\\(.)", "$1");
            fields.computeIfAbsent(field.group(1), any -> new ArrayList<>()).add(value);
            end = field.end();
        }
        assertThat(line.substring(end)).as("the rest of " + line).isEmpty();
        return fields;
    }

    @Test
    void aLineTellsWhoFromWhereWhyWhatWhoSaidWhatTheVerdictAndWhen() {
        Map<String, List<String>> fields =
                fields(
                        Audit.line(
                                operation(
                                        "cable change",
                                        List.of("/devices/a", "/with blank"),
                                        List.of(
                                                new Assessment(Verdict.UNKNOWN, "no answer"),
                                                new Assessment(Verdict.DEGRADED, "one path left")),
                                        refusal("filesys", "in use"),
                                        refusal("swap", ""))));

        assertThat(fields).containsEntry("operation", List.of("17"));
        assertThat(fields).containsEntry("kind", List.of("OFFLINE"));
        assertThat(fields).containsEntry("initiator", List.of("jmx ann"));
        assertThat(fields).containsEntry("address", List.of("192.0.2.7"));
        assertThat(fields).containsEntry("reason", List.of("cable change"));
        assertThat(fields).containsEntry("accepted", List.of("mpatha mpathb"));
        assertThat(fields).containsEntry("resources", List.of("/devices/a \"/with blank\""));
        assertThat(fields).containsEntry("flags", List.of("FORCE"));
        assertThat(fields).containsEntry("result", List.of("FAILURE"));
        assertThat(fields).containsEntry("errno", List.of("ETIMEDOUT"));
        assertThat(fields).containsEntry("verdict", List.of("UNKNOWN"));
        assertThat(fields).containsEntry("started", List.of("2026-01-02T03:04:05.000000006Z"));
        assertThat(fields).containsEntry("ended", List.of("2026-01-02T03:04:07Z"));
        assertThat(fields)
                .containsEntry("said", List.of("UNKNOWN: no answer", "DEGRADED: one path left"));
        assertThat(fields)
                .containsEntry(
                        "answer",
                        List.of(
                                "filesys; /disk; OFFLINE_FAIL; DATA_CRITICAL; mounted on /srv; in use",
                                "swap; /disk; OFFLINE_FAIL; DATA_CRITICAL; mounted on /srv"));
        assertThat(fields).containsEntry("omitted", List.of("3"));
        assertThat(fields).containsEntry("unlisted", List.of("4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two\nlines",
                "two\r\nlines",
                "a\u0000zero, a\u0007bell, a\u001b[31mcolour",
                "a\u009b31mcolour of eight bits, a\u0085next line",
                "a\u2028line and a\u2029paragraph separator",
                "say \"x\" verdict=\"SAFE\"",
                "ends with a \\",
                "\\\" verdict=\"SAFE\" \\",
                "{} {0} %s ${jndi:x}",
                ""
            })
    void whatPeopleAndModulesSayBreaksNoLineAndForgesNoField(String text) {
        String line =
                Audit.line(
                        operation(
                                text,
                                List.of("/a" + text),
                                List.of(new Assessment(Verdict.DEGRADED, text + ".")),
                                refusal("m" + text, text)));

        assertThat(line.codePoints())
                .noneMatch(Character::isISOControl)
                .noneMatch(one -> one == 0x2028 || one == 0x2029);
        Map<String, List<String>> fields = fields(line);
        assertThat(fields.get("verdict")).containsExactly("UNKNOWN");
        assertThat(fields.get("reason")).hasSize(1);
        assertThat(fields.get("answer")).hasSize(1);
        assertThat(words(fields.get("reason").get(0))).isEqualTo(words(text));
        assertThat(words(fields.get("answer").get(0))).contains(words(text));
    }

    /** All that can be seen of a text. */
    private static String words(String text) {
        return text.replaceAll("\\R|\\p{Cc}", " ").strip();
    }

    @Test
    void whatOnlyTellsHasNoVerdictThatIsNotAboutIt() {
        TestLoggers loggers = new TestLoggers();
        CoordinatorComponent coordinator =
                new CoordinatorComponent(
                        new TestConfig(() -> 60_000, 0, 0),
                        JournalStore.NONE,
                        null,
                        loggers.factory());
        RcmHandle person = coordinator.open(Intent.of(Initiator.jmx("ann", "local"), "test"));

        person.notifyOnline(List.of("/disk"), RcmFlags.NONE);
        person.notifyRemove(List.of("/disk"), RcmFlags.NONE);
        person.requestOffline(List.of("/disk"), RcmFlags.NONE);
        coordinator.deactivate();

        assertThat(loggers.lines().get(0))
                .contains("kind=\"ONLINE\"", "result=\"FAILURE\"")
                .contains("said=\"nothing to online: no DR request is open on /disk\"")
                .doesNotContain("verdict=", "SAFE", "CRITICAL");
        assertThat(loggers.lines().get(1))
                .contains("kind=\"REMOVE\"", "said=\"nothing to remove: ")
                .doesNotContain("verdict=", "SAFE", "CRITICAL");
        assertThat(loggers.lines().get(2)).contains("kind=\"OFFLINE\"", "verdict=\"UNKNOWN\"");
    }

    @Test
    void everyOperationIsLoggedWhetherItSucceedsOrNot() {
        TestLoggers loggers = new TestLoggers();
        Audit audit = new Audit(loggers.factory());

        audit.accept(operation("first", List.of("/a"), List.of()));
        audit.accept(operation("second {}", List.of("/a"), List.of()));

        assertThat(loggers.lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("info [{}, "))
                .anyMatch(line -> line.contains("reason=\"first\""))
                .anyMatch(line -> line.contains("reason=\"second {}\""));
    }
}
