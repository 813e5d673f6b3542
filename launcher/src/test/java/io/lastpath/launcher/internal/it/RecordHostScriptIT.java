// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.launcher.internal.command.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that records a host makes a folder that is answered for as the host is. */
class RecordHostScriptIT extends RecordedHosts {

    @ParameterizedTest
    @ValueSource(strings = {"four-hba", "nvme", "alua-ana"})
    void aHostRecordedByTheScriptHasTheSameAnswersAsTheHost(String host) throws Exception {
        String root = unpack(host);
        Path copy = temp.resolve("copy of it");
        Path secret = Path.of(root, "sys/block", "dm-0", "dhchap_secret");
        if (Files.exists(secret.getParent())) {
            Files.writeString(secret, "DHHC-1:00:");
        }

        Result recorded = record(copy, root);

        assertThat(recorded.exitCode()).as(recorded.err()).isZero();
        assertThat(recorded.err()).isEmpty();
        assertThat(copy.resolve("sys/block/dm-0/dhchap_secret")).doesNotExist();
        Result original = RuntimeProcess.runHere("audit", "--root", root);
        Result same = RuntimeProcess.runHere("audit", "--root", copy.toString());
        assertThat(same.out()).isEqualTo(original.out());
        assertThat(same.err()).isEqualTo(original.err());
        assertThat(record(copy, root).exitCode()).isEqualTo(2); // nothing is overwritten
    }

    @Test
    void theScriptRecordsThisHostSoThatItIsAnsweredFor() throws Exception {
        Path copy = temp.resolve("copy");

        Result recorded = record(copy);

        assertThat(recorded.exitCode()).as(recorded.err()).isZero();
        Result original = RuntimeProcess.runHere("phcis", "--root", "/");
        Result same = RuntimeProcess.runHere("phcis", "--root", copy.toString());
        assertThat(same.exitCode()).as(same.err()).isZero();
        assertThat(same.out().lines().count()).isEqualTo(original.out().lines().count());
    }

    @Test
    void aRecordingThatDoesNotFitIsNone() throws Exception {
        Path full = Files.createDirectory(temp.resolve("bin")).resolve("cp");
        Files.writeString(
                full, "#!/bin/sh\necho \"cp: error writing 'x': No space left on device\" >&2\n");
        assertThat(full.toFile().setExecutable(true)).isTrue();
        Path copy = temp.resolve("copy");

        Result recorded =
                RuntimeProcess.run(
                        List.of(
                                "env",
                                "PATH=" + full.getParent() + ":" + System.getenv("PATH"),
                                script(),
                                copy.toString(),
                                unpack("nvme")));

        assertThat(recorded.exitCode()).isEqualTo(1);
        assertThat(recorded.out()).isEmpty();
        assertThat(recorded.err())
                .contains(copy + " cannot take the recording: cp: error writing 'x': No space")
                .contains("free some space or name another folder");
    }

    private static String script() {
        return RuntimeProcess.distribution().resolve("share/record-host").toString();
    }

    private static Result record(Path copy, String... root) throws Exception {
        List<String> command = new ArrayList<>(List.of(script(), copy.toString()));
        command.addAll(List.of(root));
        return RuntimeProcess.run(command);
    }
}
