// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.management.NameList;
import io.lastpath.management.OneLine;
import io.lastpath.rcm.Answer;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Writes each operation as one line of {@code key=value} to a logger of its own, which the log's
 * configuration sends to a file of its own. Safe for use by several threads.
 */
final class Audit implements Consumer<Operation> {

    /** Name of the logger. */
    static final String LOGGER = "io.lastpath.audit";

    private static final Pattern SPECIAL = Pattern.compile("[\"\\\\]");

    private final Logger logger;

    Audit(LoggerFactory loggers) {
        logger = loggers.getLogger(LOGGER);
    }

    @Override
    public void accept(Operation operation) {
        logger.info("{}", line(operation));
    }

    static String line(Operation operation) {
        StringBuilder line = new StringBuilder("operation=").append(operation.number());
        add(line, "kind", operation.kind().name());
        add(line, "initiator", operation.intent().initiator().id());
        add(line, "address", operation.intent().initiator().address());
        add(line, "reason", operation.intent().reason());
        add(
                line,
                "accepted",
                NameList.format(operation.intent().accepted().stream().sorted().toList()));
        add(line, "resources", NameList.format(operation.resources()));
        add(line, "flags", operation.flags().toString());
        add(line, "result", operation.reply().result().toString());
        add(line, "errno", operation.reply().errno().name());
        if (!operation.kind().isNotice()) {
            add(line, "verdict", operation.reply().verdict().name());
        }
        add(line, "started", operation.started().toString());
        add(line, "ended", operation.ended().toString());
        for (Assessment said : operation.reply().assessments().stream().distinct().toList()) {
            String grave = said.verdict() == Verdict.SAFE ? "" : said.verdict() + ": ";
            add(line, "said", grave + said.reason());
        }
        for (InfoTuple tuple : operation.reply().tuples()) {
            add(line, "answer", answer(tuple));
        }
        for (Answer one : operation.answers()) {
            add(line, "called", called(one));
        }
        if (operation.omitted() > 0) {
            add(line, "omitted", Integer.toString(operation.omitted()));
        }
        if (operation.unlisted() > 0) {
            add(line, "unlisted", Integer.toString(operation.unlisted()));
        }
        return line.toString();
    }

    private static String called(Answer one) {
        String process = one.pid() == 0 ? "" : " for process " + one.pid();
        return one.module()
                + process
                + "; "
                + one.resource()
                + "; "
                + one.callback()
                + "; "
                + one.result();
    }

    private static String answer(InfoTuple tuple) {
        List<String> parts =
                List.of(
                        tuple.module(),
                        tuple.resource(),
                        tuple.state().name(),
                        tuple.properties().getOrDefault(InfoTuple.SEVERITY, ""),
                        tuple.info(),
                        tuple.error());
        return String.join("; ", parts.stream().filter(part -> !part.isEmpty()).toList());
    }

    private static void add(StringBuilder line, String key, String value) {
        line.append(' ')
                .append(key)
                .append("=\"")
                .append(SPECIAL.matcher(OneLine.of(value)).replaceAll("\\\\$0"))
                .append('"');
    }
}
