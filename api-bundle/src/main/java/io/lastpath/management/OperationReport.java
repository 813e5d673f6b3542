// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import io.lastpath.rcm.Answer;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How the record of an operation is shown: as text for people, as composites for programs. */
public final class OperationReport {

    private static final int MOST_ANSWERS = 20;

    private static final Set<RcmState> SUSPENSION =
            EnumSet.of(RcmState.SUSPENDED, RcmState.SUSPEND_FAIL);

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
        // Query and commit often say the same.
        operation.reply().assessments().stream()
                .distinct()
                .forEach(
                        said ->
                                text.append("\n  ")
                                        .append(
                                                said.verdict() == Verdict.SAFE
                                                        ? ""
                                                        : said.verdict() + ": ")
                                        .append(OneLine.of(said.reason())));
        for (InfoTuple tuple : operation.reply().tuples()) {
            text.append("\n  ").append(OneLine.of(line(tuple)));
        }
        if (operation.omitted() > 0) {
            text.append("\n  ... and ").append(operation.omitted()).append(" more");
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
                answers(operation),
                operation.started().toString(),
                operation.ended().toString(),
                Duration.between(operation.started(), operation.ended()).toMillis());
    }

    private static String answers(Operation operation) {
        String text =
                operation.answers().stream()
                        .limit(MOST_ANSWERS)
                        .map(OperationReport::line)
                        .collect(Collectors.joining("\n"));
        int more = Math.max(0, operation.answers().size() - MOST_ANSWERS) + operation.unlisted();
        return more > 0 ? text + "\n... and " + more + " more" : text;
    }

    private static String line(Answer answer) {
        return OneLine.of(
                answer.module()
                        + ": "
                        + answer.callback()
                        + " of "
                        + answer.resource()
                        + ": "
                        + answer.result());
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
        String kind = operation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String names = NameList.format(operation.resources());
        String errno = reply.errno() == Errno.NONE ? "" : ", " + reply.errno();
        return (operation.kind().isNotice() ? "" : reply.verdict() + ": ")
                + kind
                + (reply.isSuccess() ? " done" : failure(operation.kind()) + reply.result() + errno)
                + " (operation "
                + operation.number()
                + ")"
                + (names.isEmpty() ? "" : "\n  of " + OneLine.of(names));
    }

    /** Only who was asked can refuse; a notification or a question fails. */
    private static String failure(OperationKind kind) {
        return kind.isNotice() || kind == OperationKind.GET_INFO ? " failed, " : " refused, ";
    }

    private static String line(InfoTuple tuple) {
        String who = tuple.module().isEmpty() ? "" : tuple.module() + ": ";
        String grave = saysSeverity(tuple) ? tuple.severity(Verdict.SAFE) + ": " : "";
        return List.of(grave + who + tuple.resource(), tuple.info(), tuple.error(), holder(tuple))
                .stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Who holds the DR request in the way, since when and why, as far as the coordinator says. */
    private static String holder(InfoTuple tuple) {
        String holder = tuple.properties().get("holder");
        if (holder == null) {
            return "";
        }
        String reason = tuple.properties().getOrDefault("reason", "");
        return "held by "
                + holder
                + " since "
                + tuple.properties().getOrDefault("since", "?")
                + (reason.isEmpty() ? "" : ": " + reason)
                + suspension(tuple.state());
    }

    /** An online does not end it, and there is no command that does. */
    private static String suspension(RcmState state) {
        return SUSPENSION.contains(state)
                ? "; it is suspended, which 'resume' of the bean type=Coordinator ends"
                : "";
    }

    private static boolean saysSeverity(InfoTuple tuple) {
        return tuple.properties().containsKey(InfoTuple.SEVERITY);
    }

    private static TupleData tuple(InfoTuple tuple) {
        boolean said = saysSeverity(tuple);
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
