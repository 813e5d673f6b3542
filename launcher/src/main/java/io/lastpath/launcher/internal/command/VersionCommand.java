// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.Version;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Tells the version. */
@Command(name = "version", description = "Tell the version of this command.")
final class VersionCommand implements Callable<Integer> {

    @ParentCommand private Lastpath root;

    @Override
    public Integer call() {
        root.printer()
                .print(
                        Map.of("version", Version.current(), "java", VersionLine.java()),
                        VersionLine::text);
        return ExitCode.DONE;
    }
}
