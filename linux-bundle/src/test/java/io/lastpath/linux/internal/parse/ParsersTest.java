// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.linux.internal.Capture;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsersTest {

    /** More paths came between the two commands. */
    private static final String MOVING = "7-both-back";

    static List<String> captures() {
        return Capture.WITH_MAPS;
    }

    @ParameterizedTest
    @MethodSource("captures")
    void theKernelAndTheDaemonTellOfTheSameMapsPathsAndStates(String capture) throws Exception {
        Map<String, Map<String, String>> kernel = new HashMap<>();
        DmStatus.parse(Capture.words(capture, Capture.STATUS))
                .forEach(
                        (name, paths) ->
                                kernel.put(
                                        name,
                                        paths.stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                DmStatus.Path::number,
                                                                path ->
                                                                        path.word().equals("A")
                                                                                ? "active"
                                                                                : "failed"))));
        Map<String, Map<String, String>> daemon = new HashMap<>();
        MapsJson.parse(Capture.words(capture, Capture.MAPS))
                .forEach(
                        map ->
                                daemon.put(
                                        map.name(),
                                        map.paths().stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                MapsJson.Path::number,
                                                                path ->
                                                                        path.states()
                                                                                .get("dm_st")))));

        assertThat(kernel).isNotEmpty();
        if (capture.endsWith(MOVING)) {
            assertThat(daemon.keySet()).isEqualTo(kernel.keySet());
            kernel.forEach((map, paths) -> assertThat(daemon.get(map)).containsAllEntriesOf(paths));
        } else {
            assertThat(kernel).isEqualTo(daemon);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mpatha",
                "mpatha: 0 8 multipath",
                "mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 A 0 0",
                "mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 A 0 0 1 1",
                "mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 sda A 0 0 1",
                "mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 99999999999 2",
                "mpatha: 0 8 multipath -1",
                "a: 0 8 multipath 0 0 0 0\na: 0 8 multipath 0 0 0 0"
            })
    void aStatusThatMakesNoSenseIsRefused(String output) {
        assertThatThrownBy(() -> DmStatus.parse(output)).isInstanceOf(ParseException.class);
    }

    @Test
    void namesWithColonsAndOtherTargetsAreUnderstood() throws Exception {
        assertThat(
                        DmStatus.parse(
                                "No devices found\n"
                                        + "data: 0 98304 linear \n"
                                        + "a: b: 0 8 multipath 1 queue_if_no_path 1 alua 1 1 A 1 x 1 0"
                                        + " 253:7 F 12\n"))
                .isEqualTo(Map.of("a: b", List.of(new DmStatus.Path("253:7", "F"))));
    }

    @Test
    void whatHasOtherTargetsIsToldByName() throws Exception {
        assertThat(
                        DmStatus.others(
                                "mpatha: 0 8 multipath 0 0 0 0\n"
                                        + "vg-lv: 0 98304 linear \n"
                                        + "vg-lv: 98304 8192 linear \n"
                                        + "never loaded: \n"
                                        + "a: b: 0 8 crypt \n"))
                .containsExactlyInAnyOrder("vg-lv", "a: b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "timeout",
                "{",
                "[]",
                "{}",
                "{\"maps\":{}}",
                "{\"maps\":[1]}",
                "{\"maps\":[{\"name\":\"a\"}]}",
                "{\"maps\":[]} {}",
                "{\"maps\":[{\"name\":\"a\",\"uuid\":\"b\",\"sysfs\":\"dm-0\",\"path_groups\":[{\"paths\":[{}]}]}]}"
            })
    void mapsThatMakeNoSenseAreRefused(String output) {
        assertThatThrownBy(() -> MapsJson.parse(output)).isInstanceOf(ParseException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'mpath-3500\n', MULTIPATH, 3500",
        "'mpath-\n', UNKNOWN, ''",
        "'LVM-abc\n', OTHER, ''",
        "'CRYPT-LUKS2-abc-x\n', OTHER, ''",
        "'part1-mpath-3500\n', OTHER, ''",
        "'\n', OTHER, ''",
        "'', UNKNOWN, ''",
        "'mpa\n', UNKNOWN, ''",
        "'garbage\n', UNKNOWN, ''",
        "'mpath-\u0007\n', UNKNOWN, ''"
    })
    void aUuidTellsWhetherThisIsAMap(String text, DmUuid.Kind kind, String identity) {
        assertThat(DmUuid.of(text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new DmUuid(kind, identity));
    }

    @Test
    void aLinkOutOfTheDevicesLeadsToNoDevice() {
        assertThat(DevPath.ofLink("/sys/block", "../devices/virtual/block/dm-0", "/sys/devices"))
                .contains(DevPath.of("/virtual/block/dm-0"));
        assertThat(DevPath.ofLink("/sys/block", "../../etc/passwd", "/sys/devices")).isEmpty();
        assertThat(DevPath.ofLink("/sys/block", "../../../../..", "/sys/devices")).isEmpty();
        assertThat(DevPath.ofLink("/sys/block", "/sys/devices", "/sys/devices")).isEmpty();
    }

    @Test
    void everyEventOfTheRecordedHotplugIsUnderstood() throws Exception {
        String log =
                new String(
                        ParsersTest.class
                                .getResourceAsStream("/events/four-hba.log")
                                .readAllBytes(),
                        StandardCharsets.UTF_8);
        List<String> kernel = log.lines().filter(line -> line.startsWith("KERNEL[")).toList();

        assertThat(kernel).hasSizeGreaterThan(100);
        assertThat(kernel).allMatch(line -> KernelEvent.parse(line).isPresent());
        assertThat(log.lines().filter(line -> !line.startsWith("KERNEL[")))
                .allMatch(line -> KernelEvent.parse(line).isEmpty());
    }
}
