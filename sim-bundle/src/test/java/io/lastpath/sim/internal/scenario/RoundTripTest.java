// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.PathState;
import io.lastpath.rcm.Verdict;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

    @TempDir Path directory;

    static Stream<String> recordings() {
        return ScenarioStore.recordings().stream();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aRecordingIsWrittenByteForByteAsItShips(String name) throws Exception {
        Path file = directory.resolve("copy.json");
        Scenario scenario = ScenarioStore.read(name);

        int bytes = ScenarioStore.write(scenario, file.toString());

        try (InputStream recording =
                getClass().getResourceAsStream("/recordings/" + name + ".json")) {
            String shipped = new String(recording.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(Files.readString(file).stripTrailing()).isEqualTo(shipped.stripTrailing());
        }
        assertThat(Files.size(file)).isEqualTo(bytes);
        assertThat(ScenarioStore.read(file.toString())).isEqualTo(scenario);
    }

    @Test
    void whatIsLeftOutHasItsDefault() throws Exception {
        Path file = directory.resolve("small.json");
        Files.writeString(
                file,
                """
                {"devices": {"clients": [{"path": "/a"}, {"path": null, "paths": [
                  {"phci": null, "state": "fault"}, {"state": "unknown", "phci_missing": true}]}]},
                 "consumers": [{"client": "/a", "module": "m", "resource": "r", "usage": "u",
                   "severity": "UNKNOWN", "offline": "refuse"}]}
                """);

        assertThat(ScenarioStore.read(file.toString()))
                .isEqualTo(
                        new Scenario(
                                "",
                                new Devices(
                                        List.of(),
                                        List.of(
                                                new ScenarioClient(
                                                        Optional.of("/a"), "", "", List.of()),
                                                new ScenarioClient(
                                                        Optional.empty(),
                                                        "",
                                                        "",
                                                        List.of(
                                                                path(null, PathState.FAULT, false),
                                                                path(
                                                                        null,
                                                                        PathState.UNKNOWN,
                                                                        true))))),
                                List.of(
                                        new ScenarioConsumer(
                                                "/a",
                                                "m",
                                                "r",
                                                "u",
                                                Verdict.UNKNOWN,
                                                Answer.REFUSE,
                                                Answer.REFUSE,
                                                Answer.ALLOW,
                                                "",
                                                0))));
    }

    @Test
    void everyRandomScenarioComesBackAsItWas() throws Exception {
        long seed = System.nanoTime();
        System.out.println("everyRandomScenarioComesBackAsItWas: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Scenario scenario = random(random);
            byte[] text = ScenarioWriter.write(scenario);
            assertThat(ScenarioReader.read("text", text)).as("seed %d", seed).isEqualTo(scenario);
        }
    }

    private static Scenario random(Random random) {
        int count = 1 + random.nextInt(5);
        List<ScenarioClient> clients =
                IntStream.range(0, count).mapToObj(i -> client(i, random)).toList();
        List<ScenarioConsumer> consumers =
                clients.stream()
                        .filter(client -> client.path().isPresent())
                        .map(client -> consumer(client.path().get(), random))
                        .toList();
        List<String> phcis = List.of("/p" + text(random), "/q");
        return new Scenario(text(random), new Devices(phcis, clients), consumers);
    }

    private static ScenarioClient client(int number, Random random) {
        Optional<String> path =
                random.nextInt(5) == 0
                        ? Optional.empty()
                        : Optional.of("/c" + number + text(random));
        List<ScenarioPath> paths =
                IntStream.range(0, random.nextInt(4)).mapToObj(i -> path(random)).toList();
        return new ScenarioClient(path, text(random), text(random), paths);
    }

    private static ScenarioPath path(Random random) {
        PathState state = PathState.values()[random.nextInt(5)];
        boolean missing = random.nextInt(4) == 0;
        String phci = missing || random.nextInt(4) == 0 ? null : "/q";
        return new ScenarioPath(Optional.ofNullable(phci), state, missing, text(random));
    }

    private static ScenarioPath path(String phci, PathState state, boolean missing) {
        return new ScenarioPath(Optional.ofNullable(phci), state, missing, "");
    }

    private static ScenarioConsumer consumer(String client, Random random) {
        return new ScenarioConsumer(
                client,
                "m" + random.nextInt(3),
                "r" + text(random),
                "u" + text(random),
                Verdict.values()[random.nextInt(5)],
                Answer.values()[random.nextInt(2)],
                Answer.values()[random.nextInt(2)],
                Answer.values()[random.nextInt(2)],
                text(random),
                random.nextInt(2) * 250L);
    }

    /** Any characters, those that JSON escapes and those outside the first plane included. */
    private static String text(Random random) {
        int[] codes =
                random.ints(random.nextInt(6), 0, 0x11000)
                        .map(code -> random.nextBoolean() ? code % 0x80 : code)
                        .filter(code -> code < 0xd800 || code > 0xdfff)
                        .toArray();
        return new String(codes, 0, codes.length);
    }
}
