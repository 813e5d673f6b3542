// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tool;

import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.file.PatientReads;
import io.lastpath.linux.internal.file.ReadFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the tools of a recorded host said, from files beside its tree. */
public final class RecordedTools implements Witnesses {

    /** The recorded output of {@code dmsetup status}. */
    public static final String KERNEL_FILE = "/dmsetup-status.txt";

    /** The recorded output of {@code multipathd show maps json}. */
    public static final String DAEMON_FILE = "/multipathd-show-maps.json";

    private static final int MOST = 64 * 1024 * 1024;

    private final PatientReads reads;

    /**
     * Reads files.
     *
     * @param reads the recorded host's files
     */
    public RecordedTools(PatientReads reads) {
        this.reads = reads;
    }

    @Override
    public Testimony ask() {
        return new Deposition(KERNEL_FILE, DAEMON_FILE)
                .kernel(() -> needed(KERNEL_FILE))
                .daemon(() -> needed(DAEMON_FILE))
                .testimony();
    }

    @Override
    public Testimony unasked() {
        return new Deposition(KERNEL_FILE, DAEMON_FILE)
                .kernel(() -> read(KERNEL_FILE).filter(text -> !text.isEmpty()))
                .daemon(() -> read(DAEMON_FILE).filter(text -> !text.isEmpty()))
                .testimony();
    }

    private Optional<String> needed(String file) throws IOException {
        Optional<String> text = read(file);
        if (text.filter(String::isEmpty).isPresent()) {
            throw new IOException("is empty");
        }
        return text;
    }

    private record Outcome(Optional<String> text, String failure) {}

    private Optional<String> read(String file) throws IOException {
        Outcome outcome =
                reads.each(
                                List.of(file),
                                RecordedTools::read,
                                (same, at, reason) -> new Outcome(Optional.empty(), reason))
                        .get(0);
        if (!outcome.failure().isEmpty()) {
            throw new IOException(outcome.failure());
        }
        return outcome.text();
    }

    private static Outcome read(String file, HostFiles files) {
        try {
            byte[] content = files.read(file, MOST);
            return new Outcome(Optional.of(new String(content, StandardCharsets.UTF_8)), "");
        } catch (NoSuchFileException e) {
            return new Outcome(Optional.empty(), "");
        } catch (IOException e) {
            return new Outcome(Optional.empty(), ReadFailure.reason(e));
        }
    }

    @Override
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String file : List.of(KERNEL_FILE, DAEMON_FILE)) {
            if (!exists(file)) {
                missing.add("there is no " + file.substring(1) + " beside its tree");
            }
        }
        return missing;
    }

    private boolean exists(String file) {
        try {
            return reads.each(List.of(file), RecordedTools::exists, (same, at, reason) -> true)
                    .get(0);
        } catch (IOException e) {
            return true; // as far as anybody knows
        }
    }

    private static boolean exists(String file, HostFiles files) {
        try {
            return files.exists(file);
        } catch (IOException e) {
            return true;
        }
    }
}
