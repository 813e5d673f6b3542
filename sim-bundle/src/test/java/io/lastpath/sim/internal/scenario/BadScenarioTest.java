// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadScenarioTest {

    private static final String CONSUMER =
            "\"client\":\"/a\",\"module\":\"m\",\"resource\":\"r\",\"usage\":\"u\","
                    + "\"severity\":\"SAFE\"";

    @TempDir Path directory;

    static Stream<Arguments> badTexts() {
        return Stream.of(
                arguments("", ": is empty, but must be a JSON object"),
                arguments(" \n ", ": is empty, but must be a JSON object"),
                arguments(
                        "hello",
                        ":1:1: is no JSON: Unrecognized token 'hello': was expecting (JSON String,"
                                + " Number, Array, Object or token 'null', 'true' or 'false')"),
                arguments(
                        "{\"devices\":{\"clients\":[{\"path\":\"/a\"}",
                        ":1:37: is no JSON: the text ends too early"),
                arguments("{\"title\":\"half", ":1:15: is no JSON: the text ends too early"),
                arguments(
                        "\0\0\0\0",
                        ":1:2: is no JSON: Illegal character ((CTRL-CHAR, code 0)): only regular white space (\\r, \\n, \\t) is allowed between tokens"),
                arguments("[]", ":1:1: the scenario is a list, but must be an object"),
                arguments("{}", ":1:1: the scenario lacks the member \"devices\""),
                arguments(
                        "{\"devices\":{\"clients\":[{\"path\":\"/a\"}]}} {}",
                        ":1:41: more text follows the end of the scenario"),
                arguments(
                        "{\"titel\":\"x\"}",
                        ":1:2: the scenario has no member \"titel\"; its members are devices,"
                                + " title, consumers"),
                arguments(
                        "{\"title\":\"x\",\n \"title\":\"y\"}",
                        ":2:2: the scenario has the member \"title\" twice"),
                arguments("{\"title\":5}", ":1:10: title is a number, but must be a string"),
                arguments("{\"title\":null}", ":1:10: title is null, but must be a string"),
                arguments("{\"title\":\"\\ud800\"}", ":1:10: title holds half of a surrogate pair"),
                arguments(
                        "{\"devices\":true}",
                        ":1:12: devices is true or false, but must be an object"),
                arguments(
                        "{\"devices\":{\"clients\":\"/a\"}}",
                        ":1:23: devices.clients is a string, but must be a list"),
                arguments(
                        "{\"devices\":{\"phcis\":[]}}",
                        ":1:12: devices lacks the member \"clients\""),
                arguments(
                        "{\"devices\":{\"clients\":[]}}",
                        ":1:23: devices.clients is empty, but a scenario needs at least one"
                                + " client"),
                arguments(
                        "{\"devices\":{\"phcis\":[\"/p\",\"/p\"],\"clients\":[{\"path\":\"/a\"}]}}",
                        ":1:27: devices.phcis[1] is \"/p\", which devices.phcis[0] is already"),
                arguments(
                        "{\"devices\":{\"phcis\":[null],\"clients\":[{\"path\":\"/a\"}]}}",
                        ":1:22: devices.phcis[0] is null, but must be a string"),
                clients("{\"name\":\"x\"}", ":2:1: devices.clients[0] lacks the member \"path\""),
                clients(
                        "{\"path\":\"/a\",\"lun\":1}",
                        ":2:14: devices.clients[0] has no member \"lun\"; its members are path,"
                                + " name, identity, paths"),
                clients(
                        "{\"path\":\"/a\"},\n{\"path\":\"/b\"},\n{\"path\":\"/a\"}",
                        ":4:9: devices.clients[2].path is \"/a\", which devices.clients[0] has"
                                + " already"),
                clients("17", ":2:1: devices.clients[0] is a number, but must be an object"),
                paths(
                        "{\"phci\":\"/p\",\"state\":\"onlin\"}",
                        ":2:44: devices.clients[0].paths[0].state is \"onlin\", but must be one of"
                                + " online, standby, offline, fault, unknown"),
                paths(
                        "{\"phci\":\"/p\",\"state\":\"ONLINE\"}",
                        ":2:44: devices.clients[0].paths[0].state is \"ONLINE\", but must be one"
                                + " of online, standby, offline, fault, unknown"),
                paths(
                        "{\"phci\":\"/p\"}",
                        ":2:23: devices.clients[0].paths[0] lacks the member \"state\""),
                paths(
                        "{\"state\":\"online\"}",
                        ":2:23: devices.clients[0].paths[0] lacks the member \"phci\""),
                paths(
                        "{\"state\":\"online\",\"phci_missing\":1}",
                        ":2:56: devices.clients[0].paths[0].phci_missing is a number, but must be"
                                + " true or false"),
                paths(
                        "{\"phci\":\"/p\",\"state\":\"online\",\"phci_missing\":true}",
                        ":2:23: devices.clients[0].paths[0] says phci_missing, but names a phci as"
                                + " well"),
                clients(
                        "{\"path\":\"/a\",\"paths\":[{\"phci\":\"/a\",\"state\":\"online\"}]}",
                        ":2:9: devices.clients[0].path leads back to itself through the PHCIs of"
                                + " its paths: \"/a\" > \"/a\""),
                clients(
                        String.join(
                                ",",
                                client("/x", "/a"),
                                client("/a", "/b"),
                                client("/b", "/c"),
                                client("/c", "/q", "/a")),
                        ":2:64: devices.clients[1].path leads back to itself through the PHCIs of"
                                + " its paths: \"/a\" > \"/b\" > \"/c\" > \"/a\""),
                consumers("{" + CONSUMER + "}", ":2:1: consumers[0] lacks the member \"offline\""),
                consumers(
                        "{" + CONSUMER + ",\"offline\":\"no\"}",
                        ":2:84: consumers[0].offline is \"no\", but must be one of allow, refuse"),
                consumers(
                        "{" + CONSUMER.replace("SAFE", "BAD") + ",\"offline\":\"allow\"}",
                        ":2:67: consumers[0].severity is \"BAD\", but must be one of SAFE,"
                                + " DEGRADED, DATA_CRITICAL, SYSTEM_CRITICAL, UNKNOWN"),
                consumers(
                        "{" + CONSUMER.replace("\"m\"", "\"m n\"") + ",\"offline\":\"allow\"}",
                        ":2:25: consumers[0].module is \"m n\", but a module's name holds no"
                                + " blanks"),
                consumers(
                        "{" + CONSUMER.replace("\"m\"", "\"\"") + ",\"offline\":\"allow\"}",
                        ":2:25: consumers[0].module is empty"),
                consumers(
                        "{" + CONSUMER + ",\"offline\":\"allow\",\"delayMillis\":-5}",
                        ":2:106: consumers[0].delayMillis is -5, but must be a whole number from 0"
                                + " to 3600000"),
                consumers(
                        "{" + CONSUMER + ",\"offline\":\"allow\",\"delayMillis\":3600001}",
                        ":2:106: consumers[0].delayMillis is 3600001, but must be a whole number"
                                + " from 0 to 3600000"),
                consumers(
                        "{"
                                + CONSUMER
                                + ",\"offline\":\"allow\",\"delayMillis\":"
                                + "9".repeat(2000)
                                + "}",
                        ":2:106: consumers[0].delayMillis is 2000 digits long, but must be a whole"
                                + " number from 0 to 3600000"),
                consumers(
                        "{" + CONSUMER + ",\"offline\":\"allow\",\"delayMillis\":1.5}",
                        ":2:106: consumers[0].delayMillis is a number with a fraction, but must be"
                                + " a whole number"),
                consumers(
                        "{" + CONSUMER.replace("/a", "/z") + ",\"offline\":\"allow\"}",
                        ":2:11: consumers[0].client is \"/z\", but must be the path of one of"
                                + " devices.clients"));
    }

    private static Arguments clients(String clients, String sentence) {
        return arguments("{\"devices\":{\"clients\":[\n" + clients + "]}}", sentence);
    }

    private static Arguments paths(String paths, String sentence) {
        return clients("{\"path\":\"/a\",\"paths\":[" + paths + "]}", sentence);
    }

    private static Arguments consumers(String consumers, String sentence) {
        return arguments(
                "{\"devices\":{\"clients\":[{\"path\":\"/a\"}]},\"consumers\":[\n"
                        + consumers
                        + "]}",
                sentence);
    }

    private static String client(String path, String... phcis) {
        return Stream.of(phcis)
                .map(phci -> "{\"phci\":\"" + phci + "\",\"state\":\"online\"}")
                .collect(Collectors.joining(",", "{\"path\":\"" + path + "\",\"paths\":[", "]}"));
    }

    @ParameterizedTest
    @MethodSource("badTexts")
    void aFlawIsNamedWithFileLineColumnAndPlace(String text, String sentence) throws IOException {
        String file = write(text);

        assertThatThrownBy(() -> ScenarioStore.read(file))
                .isInstanceOf(ScenarioException.class)
                .hasMessage(file + sentence);
    }

    @Test
    void aBrokenByteIsNoJson() throws IOException {
        Path file = directory.resolve("bytes.json");
        Files.write(file, new byte[] {'{', '"', (byte) 0xff, '"', '}'});

        assertThatThrownBy(() -> ScenarioStore.read(file.toString()))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith(file + ":1:")
                .hasMessageContaining("is no JSON: Invalid UTF-8 start byte 0xff");
    }

    @Test
    void aPathOfTwoMegabytesIsTooLong() throws IOException {
        String file =
                write("{\"devices\":{\"clients\":[{\"path\":\"/" + "x".repeat(2 << 20) + "\"}]}}");

        assertThatThrownBy(() -> ScenarioStore.read(file))
                .hasMessage(
                        file
                                + ":1:32: devices.clients[0].path has 2097153 bytes in UTF-8, more"
                                + " than the 65536 that a string may have");
    }

    @Test
    void theLengthOfAStringCountsBytes() throws Exception {
        String allowed = "/" + "\u00e9".repeat(32767) + "x";
        String file = write("{\"devices\":{\"clients\":[{\"path\":\"" + allowed + "\"}]}}");
        String longer = write("{\"devices\":{\"clients\":[{\"path\":\"" + allowed + "y\"}]}}");

        assertThat(ScenarioStore.read(file).devices().clients().get(0).path()).contains(allowed);
        assertThatThrownBy(() -> ScenarioStore.read(longer))
                .hasMessageContaining("has 65537 bytes");
    }

    @Test
    void aFileOf100MegabytesIsRefusedUnread() throws IOException {
        Path file = directory.resolve("big.json");
        try (RandomAccessFile big = new RandomAccessFile(file.toFile(), "rw")) {
            big.setLength(100L << 20);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() -> ScenarioStore.read(file.toString()))
                .hasMessage(
                        file
                                + ": has more than the 67108864 bytes (64 MiB) that a scenario"
                                + " may have");

        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated")
                .isLessThan(10L << 20);
    }

    @Test
    void aMissingFileIsNamedWithTheRecordings() {
        String file = directory.resolve("missing.json").toString();

        assertThatThrownBy(() -> ScenarioStore.read(file))
                .hasMessage(
                        file
                                + ": there is no such file, nor a recording of that name; the"
                                + " recordings are alua-ana, four-hba, nvme, two-hba");
    }

    @Test
    void aMissingFileWithoutADirectoryIsNamedWithWhereItWasLookedFor() {
        assertThatThrownBy(() -> ScenarioStore.read("missing.json"))
                .hasMessage(
                        "missing.json: there is no such file in "
                                + Path.of("").toAbsolutePath()
                                + ", nor a recording of that name; the recordings are alua-ana,"
                                + " four-hba, nvme, two-hba");
    }

    @Test
    void aDirectoryIsNoScenario() {
        assertThatThrownBy(() -> ScenarioStore.read(directory.toString()))
                .hasMessage(directory + ": is a directory, not a scenario");
    }

    @Test
    void aDeviceIsNoScenario() {
        assertThatThrownBy(() -> ScenarioStore.read("/dev/zero"))
                .hasMessage("/dev/zero: is a device or a pipe, not a scenario");
    }

    @Test
    void aFileThatCannotBeReadSaysWhy() {
        // Nobody, root included, can read the start of a process's memory.
        assertThatThrownBy(() -> ScenarioStore.read("/proc/self/mem"))
                .hasMessage("/proc/self/mem: cannot be read: Input/output error");
    }

    @Test
    void aNameThatIsNoFileNameIsRefused() {
        assertThatThrownBy(() -> ScenarioStore.read("a\0b")).hasMessage("\"a?b\" is no file name");
    }

    @Test
    void aLongTextIsCutInASentence() throws IOException {
        String file = write("{\"" + "x".repeat(200) + "\":1}");

        assertThatThrownBy(() -> ScenarioStore.read(file))
                .hasMessage(
                        file
                                + ":1:2: the scenario has no member \""
                                + "x".repeat(100)
                                + "...\"; its members are devices, title, consumers");
    }

    @Test
    void aChainOf50000NamesThatEndsIsNoCycle() throws Exception {
        String file = write(chain(50_000, "/end"));

        assertThat(ScenarioStore.read(file).devices().clients()).hasSize(50_000);
    }

    @Test
    void aCycleOf50000NamesIsFoundAndCut() throws IOException {
        String file = write(chain(50_000, "/0"));

        assertThatThrownBy(() -> ScenarioStore.read(file))
                .hasMessageContaining(
                        "devices.clients[0].path leads back to itself through the PHCIs of its"
                                + " paths: \"/0\" > \"/1\" > \"/2\" > \"/3\" > \"/4\" >"
                                + " (49995 more) > \"/0\"");
    }

    private static String chain(int length, String last) {
        return IntStream.range(0, length)
                .mapToObj(i -> client("/" + i, i == length - 1 ? last : "/" + (i + 1)))
                .collect(Collectors.joining(",", "{\"devices\":{\"clients\":[", "]}}"));
    }

    @Test
    void aClientThatIsAPhciOfAnotherIsNoCycle() throws Exception {
        String file =
                write(
                        "{\"devices\":{\"clients\":["
                                + String.join(
                                        ",",
                                        client("/a", "/b", "/b", "/c"),
                                        client("/b", "/c"),
                                        client("/c", "/p"))
                                + "]}}");

        assertThat(ScenarioStore.read(file).devices().clients())
                .extracting(each -> each.path().orElse(""))
                .isEqualTo(List.of("/a", "/b", "/c"));
    }

    private String write(String text) throws IOException {
        Path file = Files.createTempFile(directory, "scenario", ".json");
        return Files.writeString(file, text, StandardCharsets.UTF_8).toString();
    }
}
