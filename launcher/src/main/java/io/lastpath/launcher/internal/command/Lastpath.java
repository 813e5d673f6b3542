// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.connect.Target;
import io.lastpath.launcher.internal.output.Palette;
import io.lastpath.launcher.internal.output.Printer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above the commands: what they share. */
@Command(
        name = "lastpath",
        scope = ScopeType.INHERIT, // the help option, the version and the exit codes
        description =
                "Says who loses the last path to a disk before a host controller goes away, and"
                        + " coordinates its going.",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        versionProvider = VersionLine.class,
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            StatusCommand.class,
            PhcisCommand.class,
            GroupsCommand.class,
            SinglePointsCommand.class,
            AuditCommand.class,
            PreviewCommand.class,
            OfflineCommand.class,
            ForceOfflineCommand.class,
            OnlineCommand.class,
            RemoveCommand.class,
            RefreshCommand.class,
            AcknowledgeCommand.class,
            InfoCommand.class,
            StateCommand.class,
            WatchCommand.class,
            RecordingsCommand.class,
            LoadCommand.class,
            RecordCommand.class,
            SetPathCommand.class,
            PasswordCommand.class,
            CompletionCommand.class,
            VersionCommand.class,
            HelpCommand.class
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done; for preview: SAFE or DEGRADED",
            "  1  refused; for preview: DATA_CRITICAL, SYSTEM_CRITICAL or UNKNOWN",
            "  2  the command line is wrong, or names something that does not exist",
            "  3  no instance is running here, or it does not answer, or none at --jmx",
            "  4  failed",
            "  130  ended by Ctrl-C"
        })
final class Lastpath implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec private CommandSpec spec;

    @Mixin private InstanceOptions instance;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print one JSON document, for scripts.")
    private boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "AUTO",
            scope = ScopeType.INHERIT,
            description = "Colour verdicts: auto (on a terminal, without NO_COLOR), always, never.")
    private ColorMode color;

    Lastpath(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /**
     * Tells which instance is meant.
     *
     * @throws ParameterException if an option that says so would not be heeded
     */
    Target target() {
        instance.flaw()
                .ifPresent(
                        flaw -> {
                            throw new ParameterException(spec.commandLine(), flaw);
                        });
        return instance.target();
    }

    /** {@return the instance that is meant; who is slow on the way to it is named} */
    RuntimeConnection connect() {
        return connect(this::remark);
    }

    RuntimeConnection connect(Consumer<String> say) {
        return surroundings.connections().open(target(), say);
    }

    /** Says something on the standard error. */
    void remark(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("lastpath: " + text);
        err.flush();
    }

    boolean isJson() {
        return json;
    }

    Palette palette() {
        boolean colours =
                color == ColorMode.AUTO ? isColouredByDefault() : color == ColorMode.ALWAYS;
        return new Palette(colours);
    }

    Printer printer() {
        return new Printer(spec.commandLine().getOut(), json, palette());
    }

    boolean isColouredByDefault() {
        return surroundings.terminal()
                && surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty();
    }
}
