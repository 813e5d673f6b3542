// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Pipes in a folder that nobody writes to, so that their reads hang, until they are let go. */
final class HungPipes {

    private final Path folder;
    private final List<Path> pipes = new ArrayList<>();

    HungPipes(Path folder) {
        this.folder = folder;
    }

    /** {@return a new one} */
    Path add(String name) throws IOException, InterruptedException {
        Path pipe = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        pipes.add(pipe);
        return pipe;
    }

    /** Lets every reader go that still hangs. */
    void release() throws IOException {
        for (Path each : pipes) {
            try (RandomAccessFile pipe = new RandomAccessFile(each.toFile(), "rw")) {
                pipe.write('x');
            }
        }
    }

    /** {@return what is read of each, or why not} */
    static List<String> read(PatientReads reads, String... names) throws IOException {
        return reads.each(
                List.of(names),
                (name, files) -> {
                    try {
                        return new String(files.read("/" + name, 10));
                    } catch (IOException e) {
                        return "failed: " + e.getMessage();
                    }
                },
                (name, file, reason) -> file + " " + reason);
    }
}
