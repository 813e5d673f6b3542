// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A journal of exactly 4 KiB that a real run left behind. */
final class SampleJournal {

    static final int SIZE = 4_096;

    private SampleJournal() {}

    /** {@return its bytes; the last request has as many words of reason as it takes} */
    static byte[] make(Path folder) throws IOException {
        int missing = SIZE - write(folder.resolve("measured"), 0).length;
        return write(folder.resolve("sample"), missing);
    }

    private static byte[] write(Path journal, int padding) throws IOException {
        try (JournalRun run = new JournalRun(journal).withModule()) {
            offline(run, 1, JournalRun.DISK, "swap the disk");
            for (int i = 2; i < 9; i++) {
                offline(run, i, "/devices/pci@0/scsi@" + i, "request " + i + " of a busy day");
            }
            offline(run, 9, "/devices/pci@0/nvme@1", "x".repeat(padding));
            // Not stopped before: a run that is killed leaves numbers ahead.
            return Files.readAllBytes(journal);
        }
    }

    private static void offline(JournalRun run, long pid, String resource, String reason) {
        run.engine
                .open(Intent.of(Initiator.process(pid), reason))
                .requestOffline(List.of(resource), RcmFlags.NONE);
    }
}
