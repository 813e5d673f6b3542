// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.demo;

import io.lastpath.launcher.internal.connect.HostAdapters;
import io.lastpath.launcher.internal.connect.Instance;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.runtime.EmbeddedRuntime;
import io.lastpath.launcher.internal.runtime.Home;
import io.lastpath.launcher.internal.runtime.TemporaryHome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;

/** The instance that the demo plays on: in this process, in a home that is removed afterwards. */
public final class DemoHost {

    private DemoHost() {}

    /**
     * Plays the demo.
     *
     * @param distribution what to run
     * @param commands makes a command line for an instance
     * @param out where the story goes
     * @return the exit code
     * @throws IOException if the home cannot be made or removed
     */
    public static int play(
            Path distribution, Function<RuntimeConnection, CommandLine> commands, PrintWriter out)
            throws IOException {
        try (TemporaryHome folder = new TemporaryHome()) {
            Home home = folder.prepare(distribution);
            Files.writeString(
                    home.etc().resolve("io.lastpath.mpxio.cfg"),
                    "adapter = " + HostAdapters.SIMULATION + "\n"); // whatever this host has
            System.setProperty(Instance.HOME_PROPERTY, home.folder().toString());
            System.setProperty("lastpath.console.level", "OFF"); // the log goes to its file only
            // Bundles that stop after the log has gone write here, up to the end of this process.
            System.setOut(new PrintStream(OutputStream.nullOutputStream()));
            try (EmbeddedRuntime runtime = EmbeddedRuntime.start(home)) {
                runtime.awaitReady();
                RuntimeConnection instance =
                        RuntimeConnection.within(
                                "the demo", ManagementFactory.getPlatformMBeanServer());
                Demo demo = new Demo(() -> commands.apply(instance), new Settling(instance), out);
                return demo.play(DemoStory.steps());
            }
        }
    }
}
