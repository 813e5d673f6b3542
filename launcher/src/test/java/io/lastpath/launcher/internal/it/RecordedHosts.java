// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lastpath.launcher.internal.command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that were recorded from real kernels, unpacked into a folder. */
abstract class RecordedHosts {

    private static final Path HOSTS =
            Path.of("..", "linux-bundle", "src", "test", "resources", "hosts");

    @TempDir Path temp;

    String unpack(String host) throws Exception {
        Path root = Files.createDirectories(temp.resolve(host));
        String archive = HOSTS.resolve(host).resolve("tree.tar.gz").toString();
        Process tar =
                new ProcessBuilder(
                                "tar", "xzf", archive, "--exclude=*/queue", "-C", root.toString())
                        .start();
        assertThat(tar.waitFor()).isZero();
        for (String words : new String[] {"dmsetup-status.txt", "multipathd-show-maps.json"}) {
            Path file = HOSTS.resolve(host).resolve(words);
            if (Files.exists(file)) {
                Files.copy(file, root.resolve(words));
            }
        }
        return root.toString();
    }

    static JsonNode json(Result result) throws IOException {
        return new ObjectMapper().readTree(result.out());
    }
}
