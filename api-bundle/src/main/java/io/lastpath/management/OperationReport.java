// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the record of an operation is shown: as text for people, as composites for programs. */
public final class OperationReport {

    private OperationReport() {}

    /**
     * Writes a record for people.
     *
     * @param operation the record
     * @return the verdict and the operation's number in the first line, then a line for each who
     *     said something
     */
    public static String text(Operation operation) {
        StringBuilder text = new StringBuilder(headline(operation));
        for (Assessment assessment : operation.reply().assessments()) {
            text.append("\n  ")
                    .append(assessment.verdict())
                    .append(": ")
                    .append(assessment.reason());
        }
        for (InfoTuple tuple : operation.reply().tuples()) {
            text.append("\n  ").append(line(tuple));
        }
        return text.toString();
    }

    /**
     * Turns a record into a composite.
     *
     * @param operation the record
     * @return the composite
     */
    public static OperationData data(Operation operation) {
        RcmReply reply = operation.reply();
        return new OperationData(
                operation.number(),
                operation.kind().name(),
                operation.intent().initiator().id(),
                operation.intent().initiator().address(),
                operation.intent().reason(),
                NameList.format(operation.resources()),
                operation.flags().toString(),
                reply.result().toString(),
                reply.result().code(),
                reply.verdict().name(),
                reply.verdict().level(),
                text(operation),
                operation.started().toString(),
                operation.ended().toString(),
                Duration.between(operation.started(), operation.ended()).toMillis());
    }

    /**
     * Turns who said what into composites.
     *
     * @param operation the record
     * @return a composite for each tuple, in calling order
     */
    public static List<TupleData> tuples(Operation operation) {
        return operation.reply().tuples().stream().map(OperationReport::tuple).toList();
    }

    private static String headline(Operation operation) {
        RcmReply reply = operation.reply();
        String outcome = reply.isSuccess() ? "done" : "refused, " + reply.result();
        String why = reply.errno() == Errno.NONE ? "" : ", " + reply.errno();
        return reply.verdict()
                + ": "
                + operation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + " of "
                + NameList.format(operation.resources())
                + " "
                + outcome
                + why
                + " (operation "
                + operation.number()
                + ")";
    }

    private static String line(InfoTuple tuple) {
        String who = tuple.module().isEmpty() ? "" : tuple.module() + ": ";
        String grave =
                tuple.properties().containsKey(InfoTuple.SEVERITY)
                        ? tuple.properties().get(InfoTuple.SEVERITY) + ": "
                        : "";
        return List.of(grave + who + tuple.resource(), tuple.info(), tuple.error()).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static TupleData tuple(InfoTuple tuple) {
        boolean said = tuple.properties().containsKey(InfoTuple.SEVERITY);
        Verdict severity = tuple.severity(Verdict.SAFE);
        return new TupleData(
                tuple.resource(),
                tuple.module(),
                tuple.pid(),
                tuple.state().name(),
                tuple.state().number(),
                tuple.info(),
                tuple.error(),
                said ? severity.name() : "",
                said ? severity.level() : -1,
                tuple.sequence().depth());
    }
}
