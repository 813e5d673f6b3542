// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.ImpactData;
import io.lastpath.management.OperationData;
import io.lastpath.management.TupleData;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer of an operation, as {@code --json} prints it.
 *
 * @param operation its record
 * @param tuples who said what
 * @param lost the disks that an offline takes the last path from, with who uses them; none for
 *     other operations
 */
record OperationAnswer(OperationData operation, List<TupleData> tuples, List<ImpactData> lost) {

    private static final Pattern NUMBER = Pattern.compile("\\(operation (\\d+)\\)$");

    /**
     * Prints the answer of an operation.
     *
     * @param report the text that the operation returned
     * @param lost the disks that lose their last path with it
     * @param coordinator keeps its record
     * @param printer where it goes
     * @return the exit code that goes with it
     */
    static int print(
            String report, LostDisks lost, CoordinatorMXBean coordinator, Printer printer) {
        Matcher number = NUMBER.matcher(report.lines().findFirst().orElse(""));
        if (!number.find()) {
            throw new LauncherException(
                    ExitCode.FAILED, "the coordinator gave no operation number: " + report);
        }
        long operation = Long.parseLong(number.group(1));
        OperationAnswer answer =
                new OperationAnswer(
                        coordinator.getOperation(operation),
                        coordinator.getOperationTuples(operation),
                        lost.impacts());
        printer.print(answer, () -> lost.after(report));
        return answer.operation().resultCode() == 0 ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
