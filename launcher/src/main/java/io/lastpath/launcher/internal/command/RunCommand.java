// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.connect.HostAdapters;
import io.lastpath.launcher.internal.connect.Instance;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.recorded.HostFolder;
import io.lastpath.launcher.internal.remote.RemoteManagement;
import io.lastpath.launcher.internal.remote.RemoteSettings;
import io.lastpath.launcher.internal.runtime.EmbeddedRuntime;
import io.lastpath.launcher.internal.runtime.Home;
import io.lastpath.launcher.internal.runtime.HomeLock;
import io.lastpath.launcher.internal.runtime.LogConfiguration;
import io.lastpath.launcher.internal.runtime.Readiness;
import io.lastpath.launcher.internal.runtime.Recordings;
import io.lastpath.launcher.internal.runtime.ScenarioFlaws;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs an instance in the foreground until it is told to stop. */
@Command(
        name = "run",
        description = "Run an instance in the foreground, until Ctrl-C or SIGTERM stops it.")
final class RunCommand implements Callable<Integer> {

    private static final Duration ADAPTER_LIMIT = Duration.ofSeconds(1);

    @ParentCommand private Lastpath root;

    @Spec private CommandSpec spec;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "The folder of etc, deploy, data and log; created if it is missing. Default:"
                            + " the variable LASTPATH_HOME, then the distribution itself.")
    private Optional<Path> home;

    @Option(
            names = "--scenario",
            paramLabel = "SCENARIO",
            description = "Have the simulator show this host: a file, or the name of a recording.")
    private Optional<String> scenario;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description =
                    "Look at the Linux host whose files this folder holds, instead of at this"
                            + " host.")
    private Optional<Path> hostRoot;

    @Override
    public Integer call() throws InterruptedException {
        if (scenario.isPresent() && hostRoot.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--scenario shows an invented host and --root a recorded one: leave out one");
        }
        hostRoot.ifPresent(HostFolder::check);
        scenario.ifPresent(name -> ScenarioName.check(name, this::recordings, this::flaw));
        Home folders = Home.prepare(root.surroundings().distribution(), homeFolder());
        HomeLock lock = HomeLock.take(folders);
        try {
            // Commands know an instance by this property; the log's configuration reads it, too.
            System.setProperty(Instance.HOME_PROPERTY, folders.folder().toString());
            runWithRemoteManagement(folders);
        } finally {
            lock.close();
        }
        return ExitCode.DONE;
    }

    private Set<String> recordings() {
        return Recordings.in(system(), homeFolder().resolve("deploy"));
    }

    private Optional<String> flaw(Path file) {
        return ScenarioFlaws.of(file, system(), homeFolder().resolve("deploy"));
    }

    private Path system() {
        return root.surroundings().distribution().resolve("system");
    }

    private Path homeFolder() {
        String variable = root.surroundings().environment().getOrDefault("LASTPATH_HOME", "");
        return home.orElse(
                variable.isEmpty() ? root.surroundings().distribution() : Path.of(variable));
    }

    private void runWithRemoteManagement(Home folders) throws InterruptedException {
        Optional<RemoteManagement> remote =
                RemoteSettings.read(folders.etc()).map(RemoteManagement::start);
        try {
            runUntilStopped(folders);
        } finally {
            remote.ifPresent(RemoteManagement::close);
        }
    }

    private void runUntilStopped(Home folders) throws InterruptedException {
        LogConfiguration.flaw(folders).ifPresent(root::remark);
        try (EmbeddedRuntime runtime =
                EmbeddedRuntime.start(
                        folders, hostRoot.map(HostFolder::absolute), scenario.isPresent())) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> stop(runtime), "lastpath-shutdown"));
            Readiness readiness = runtime.awaitReady();
            scenario.ifPresent(RunCommand::load);
            spec.commandLine().getOut().println(readiness.line(folders));
            spec.commandLine().getOut().flush();
            runtime.awaitStop();
        }
    }

    private void stop(EmbeddedRuntime runtime) {
        try {
            runtime.close();
        } catch (LauncherException e) {
            spec.commandLine().getErr().println("lastpath: " + e.getMessage());
        }
    }

    /**
     * Who asks for a scenario wants to see it, whatever else this host has, and though DR requests
     * may be open since an earlier run: with the host's adapter chosen by name, loading puts
     * nothing in its place.
     */
    private static void load(String name) {
        RuntimeConnection own =
                RuntimeConnection.within(
                        "this process", ManagementFactory.getPlatformMBeanServer());
        try {
            if (HostAdapters.isOfHost(own.mpxio().getAdapter())) {
                own.mpxio().useAdapter(own.mpxio().getAdapter());
            }
            String resolved = ScenarioName.resolve(name);
            own.simulation().load(resolved);
            // The simulator looks there when its bundle was replaced or comes back.
            System.setProperty("lastpath.scenario", resolved);
            Poll.until(() -> !own.mpxio().getAdapter().isEmpty(), ADAPTER_LIMIT);
            if (!own.mpxio().getChosenAdapter().equals(HostAdapters.SIMULATION)) {
                own.mpxio().useAdapter(HostAdapters.SIMULATION);
            }
        } catch (IllegalArgumentException e) {
            throw new LauncherException(ExitCode.USAGE, e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new LauncherException(ExitCode.FAILED, e.getMessage(), e);
        }
    }
}
