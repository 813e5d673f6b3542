// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.demo.DemoHost;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows the main job. */
@Command(
        name = "demo",
        description =
                "Show the main job on a recorded host, in a home of its own that is removed"
                        + " afterwards. Ends with 0 only if everything came out as it should.")
final class DemoCommand implements Callable<Integer> {

    @ParentCommand private Lastpath root;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Surroundings around = root.surroundings();
        return DemoHost.play(
                around.distribution(),
                instance ->
                        CommandLines.create(
                                new Surroundings(
                                        around.distribution(),
                                        around.environment(),
                                        around.terminal(),
                                        false, // what is written is the story
                                        (target, say) -> instance)),
                spec.commandLine().getOut());
    }
}
