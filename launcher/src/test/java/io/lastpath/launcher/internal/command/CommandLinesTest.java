// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.UnmarshalException;
import java.util.Map;
import javax.management.InstanceNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CommandLinesTest {

    private static final Surroundings NOTHING_RUNS =
            new Surroundings(
                    Path.of("nowhere"),
                    Map.of(),
                    false,
                    false,
                    (target, say) -> {
                        throw new LauncherException(
                                ExitCode.NOTHING_RUNNING, "nothing runs: " + target);
                    });

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "phcis --nonsense",
                "phcis superfluous",
                "preview",
                "offline",
                "force-offline 0000:01:00.0",
                "force-offline 0000:01:00.0 --confirm",
                "force-offline 0000:01:00.0 --reason x",
                "status --pid x",
                "status --color sometimes",
                "set-path a b",
                "refresh superfluous",
                "password someone admin",
                "run --scenario two-hba --root hosts/two-hba",
                "status --user bob",
                "status --password-file x",
                "--tls status",
                "watch --trust x",
                "status --jmx h:1 --password-file x",
                "status --jmx h:1 --trust x",
                "status --jmx h:1 --pid 7"
            })
    void aWrongCommandLineIsSaidInOneLineAndWhereToLook(String line) {
        Result result = run(line);

        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("lastpath: ").contains("--help").hasLineCount(1);
    }

    @Test
    void whatIsForARemoteInstanceOnlyIsNotIgnoredWithoutOne() {
        assertThat(run("offline x --user bob --password-file y --pid 7").err())
                .startsWith("lastpath: --user, --password-file without --jmx: ")
                .contains("name a remote one with --jmx HOST:PORT, or leave it out");
        assertThat(run("status --jmx h:1 --tls --trust x --user b --password-file y").exitCode())
                .isEqualTo(ExitCode.NOTHING_RUNNING);
    }

    @Test
    void withJsonErrorsAreDocumentsToo() throws IOException {
        JsonNode usage = new ObjectMapper().readTree(run("preview --json").err());
        JsonNode nothing = new ObjectMapper().readTree(run("--json status").err());

        assertThat(usage.get("exitCode").intValue()).isEqualTo(ExitCode.USAGE);
        assertThat(usage.get("error").textValue()).contains("PHCI");
        assertThat(nothing.get("exitCode").intValue()).isEqualTo(ExitCode.NOTHING_RUNNING);
        assertThat(nothing.get("error").textValue()).startsWith("nothing runs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--pid 7 status", "status --pid 7", "preview x --pid=7"})
    void theInstanceIsChosenBeforeOrAfterTheCommand(String line) {
        Result result = run(line);

        assertThat(result.exitCode()).isEqualTo(ExitCode.NOTHING_RUNNING);
        assertThat(result.err()).contains("pid=Optional[7]");
    }

    @Test
    void theHelpListsEachCommandAndTheExitCodes() {
        Result result = run("--help");

        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(result.out())
                .contains("run", "demo", "status", "groups", "phcis", "audit", "preview", "offline")
                .contains("force-offline", "online", "remove", "refresh", "info", "state", "watch")
                .contains("recordings", "load", "set-path", "completion", "version", "help")
                .contains("0  done", "1  refused", "2  the", "3  no instance", "4  failed");
    }

    @Test
    void helpTellsAboutACommandInThreeWays() {
        assertThat(run("help offline").out())
                .contains("--query", "--reason", "Changes nothing if anybody refuses")
                .isEqualTo(run("offline --help").out())
                .isEqualTo(run("offline -h").out());
    }

    @Test
    void theVersionIsToldInTwoWays() {
        assertThat(run("--version").out())
                .startsWith("lastpath 1.")
                .isEqualTo(run("version").out());
        assertThat(run("version --json").out())
                .startsWith("{")
                .contains("\"version\" : \"1.", "\"java\" : \"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "version", "--help", "completion", "help offline"})
    void whatCannotBeWrittenIsAFailure(String command) {
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException("No space left on device");
                    }
                };
        StringWriter err = new StringWriter();

        int code =
                CommandLines.create(NOTHING_RUNS)
                        .setOut(new PrintWriter(full))
                        .setErr(new PrintWriter(err))
                        .execute(command.split(" "));

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("cannot be written").hasLineCount(1);
    }

    @Test
    void aConnectionThatBreaksLeavesTheOutcomeOpenInOneSentence() {
        Surroundings breaking =
                new Surroundings(
                        Path.of("nowhere"),
                        Map.of(),
                        false,
                        false,
                        (target, say) -> {
                            throw new UndeclaredThrowableException(
                                    new UnmarshalException(
                                            "Error unmarshaling return header",
                                            new EOFException()));
                        });

        Result result = Result.of(breaking, "offline", "0000:01:00.0");

        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err())
                .contains("the outcome is open", "'lastpath status'")
                .doesNotContain("Exception", "unmarshaling")
                .hasLineCount(1);
    }

    @Test
    void aBeanThatGoesWhileItIsAskedIsSaidToBeABundleThatIsNotInService() {
        Result mpxio = losing("io.lastpath:type=Mpxio");

        assertThat(mpxio.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(mpxio.err())
                .startsWith("lastpath: the multipath bundle, io.lastpath.mpxio-bundle, is not in")
                .hasLineCount(1);
        assertThat(losing("io.lastpath:type=Group,name=1").err())
                .startsWith("lastpath: the bean io.lastpath:type=Group,name=1 has gone while it")
                .hasLineCount(1);
    }

    private static Result losing(String bean) {
        Surroundings here =
                new Surroundings(
                        Path.of("nowhere"),
                        Map.of(),
                        false,
                        false,
                        (target, say) -> {
                            throw new UndeclaredThrowableException(
                                    new InstanceNotFoundException(bean));
                        });
        return Result.of(here, "preview", "0000:01:00.0");
    }

    @Test
    void aColourModeThatIsNoneIsToldAsThoseThatThereAreAreTyped() {
        assertThat(run("status --color=blue").err())
                .contains("expected auto, always or never, but was 'blue'");
        assertThat(run("status --color=ALWAYS").exitCode()).isEqualTo(ExitCode.NOTHING_RUNNING);
    }

    @Test
    void theCompletionScriptKnowsCommandsAndOptions() {
        assertThat(run("completion").out())
                .contains("complete -F", "force-offline", "--reason", "bashcompinit");
    }

    @Test
    void theManualTellsAboutEachCommandAndOption() throws IOException {
        String manual = Files.readString(Path.of("..", "docs", "cli.md"));

        for (CommandLine command : CommandLines.create(NOTHING_RUNS).getSubcommands().values()) {
            assertThat(manual).containsPattern("### .*`" + command.getCommandName() + "`");
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertThat(manual).contains(option.longestName());
            }
        }
    }

    private static Result run(String line) {
        return Result.of(NOTHING_RUNS, line.isEmpty() ? new String[0] : line.split(" "));
    }
}
