// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.SinglePointData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Lists every single point of failure. */
@Command(
        name = "audit",
        description =
                "List every single point of failure: each PHCI, card and target port whose loss"
                        + " alone would take the last path of a client, with who depends on it.")
final class AuditCommand extends HostCommand {

    private static final String LOST = "Lost already";

    private static final String NONE = "No single point of failure was found.";

    private static final String NONE_JUDGED =
            "Not known whether there is a single point of failure: none was found, but not all was"
                    + " judged.";

    @Override
    int run(RuntimeConnection instance, Printer printer) throws IOException {
        String nothing = nothing(instance);
        MpxioMXBean mpxio = instance.mpxio();
        List<SinglePointData> points = mpxio.getAudit();
        List<String> remarks = mpxio.getAuditRemarks();
        List<String> lost = mpxio.getLostClients();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("audit", points);
        document.put("remarks", remarks);
        document.put("lost", lost);
        addHost(instance, document);
        printer.print(
                document,
                () -> hasNothing(instance) ? nothing : text(instance, points, remarks, lost));
        remarkOnTree(instance);
        return ExitCode.DONE;
    }

    private static String text(
            RuntimeConnection instance,
            List<SinglePointData> points,
            List<String> remarks,
            List<String> lost) {
        String none = ifNone(instance, remarks.isEmpty() ? NONE : NONE_JUDGED);
        StringBuilder text = new StringBuilder(SinglePointTable.text(points, none));
        add(text, headOfLost(instance.mpxio()), lost);
        add(text, "Not judged:", remarks);
        return text.toString();
    }

    /** A tree that is old or incomplete does not show that anything is lost. */
    private static String headOfLost(MpxioMXBean mpxio) {
        boolean certain = !mpxio.isStale() && mpxio.getUnreadableCount() == 0;
        return certain ? LOST + ":" : LOST + ", as far as is known:";
    }

    private static void add(StringBuilder text, String head, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append("\n\n").append(head);
            lines.forEach(line -> text.append("\n  ").append(line));
        }
    }
}
