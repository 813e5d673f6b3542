// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.connect.PhciNames;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.NameList;
import io.lastpath.management.PhciData;
import io.lastpath.management.PreviewData;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what a loss would do. */
@Command(
        name = "preview",
        description = "Tell what the loss of these PHCIs together would do. Changes nothing.")
final class PreviewCommand extends HostCommand {

    @Parameters(
            arity = "1..*",
            paramLabel = "PHCI",
            description = "By id, device path, resource name, or last component of the path.")
    private List<String> phcis;

    @Override
    int run(RuntimeConnection instance, Printer printer) throws IOException {
        MpxioMXBean mpxio = instance.mpxio();
        List<String> ids = PhciNames.of(mpxio).find(phcis).stream().map(PhciData::id).toList();
        PreviewData preview = mpxio.previewData(NameList.format(ids));
        printer.print(PreviewDocument.of(instance, preview), preview::report);
        remarkOnHost(instance);
        remarkOnSources(instance);
        return preview.verdictLevel() <= Verdict.DEGRADED.level()
                ? ExitCode.DONE
                : ExitCode.REFUSED;
    }
}
