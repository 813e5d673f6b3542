// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A card with two hosts, as an SRP card with two logins, of which one is lost. */
class PortsOfOneFunctionIT extends RecordedHosts {

    private static final String CARD = "sys/devices/pci0000:00/0000:00:03.0/0000:01:00.0/";
    private static final String TWIN = CARD + "virtio9";

    private Path root;
    private Path home;

    @BeforeEach
    void aSecondHostOnTheFirstCard() throws Exception {
        root = Path.of(unpack("four-hba"));
        Path host = root.resolve(TWIN + "/host10/scsi_host/host10");
        Files.createDirectories(host);
        Files.writeString(host.resolve("proc_name"), "virtio_scsi\n");
        Files.writeString(host.resolve("state"), "running\n");
        Path link = root.resolve("sys/class/scsi_host/host10");
        Files.createSymbolicLink(link, link.getParent().relativize(host));
        home = temp.resolve("home");
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/io.lastpath.linux.cfg"), "pollSeconds = 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"offline", "offline and remove"})
    void whatIsOutStaysOutWhenTheOtherHostOfItsCardIsLost(String out) throws Exception {
        try (RuntimeProcess runtime = start()) {
            for (String step : out.split(" and ")) {
                await(() -> runtime.run(step, "virtio2").exitCode() == 0);
            }
            assertThat(other(runtime).out()).startsWith("DATA_CRITICAL");

            theTwinIsLost(runtime);

            assertThat(other(runtime).exitCode()).isEqualTo(1);
            assertThat(other(runtime).out()).startsWith("DATA_CRITICAL");
            assertThat(runtime.run("offline", "0000:02:00.0").exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aCardWithSeveralPhcisNamesThem() throws Exception {
        try (RuntimeProcess runtime = start()) {
            Result result = runtime.run("preview", "0000:01:00.0");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err())
                    .contains("there is no PHCI '0000:01:00.0'", "/virtio2 and ", "/virtio9");
        }
    }

    private RuntimeProcess start() throws IOException {
        RuntimeProcess runtime = RuntimeProcess.start(home, "--root", root.toString());
        await(() -> runtime.run("phcis").out().contains("virtio9"));
        await(() -> other(runtime).out().startsWith("DEGRADED"));
        return runtime;
    }

    private static Result other(RuntimeProcess runtime) {
        return runtime.run("preview", "0000:02:00.0");
    }

    private void theTwinIsLost(RuntimeProcess runtime) throws IOException {
        Files.delete(root.resolve("sys/class/scsi_host/host10"));
        try (Stream<Path> files = Files.walk(root.resolve(TWIN))) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        }
        await(() -> !runtime.run("phcis").out().contains("virtio9"));
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Poll.until(condition, RuntimeProcess.PATIENCE)).isTrue();
    }
}
