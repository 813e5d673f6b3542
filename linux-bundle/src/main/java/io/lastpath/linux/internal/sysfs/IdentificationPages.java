// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.file.ReadFailure;
import io.lastpath.linux.internal.parse.DevPath;
import io.lastpath.linux.internal.parse.IdentificationPage;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the device identification pages of SCSI devices, each of them once. For one thread. */
final class IdentificationPages {

    private final Attributes from;
    private final Map<DevPath, Page> pages = new HashMap<>();

    IdentificationPages(Attributes from) {
        this.from = from;
    }

    /** Reads a page for what only people look at: what is wrong with it does not matter. */
    Optional<byte[]> remark(DevPath scsi) {
        return page(scsi).content();
    }

    /**
     * Reads a page that decides: what is wrong with it is noted. A device may have none, and a
     * kernel may show none.
     */
    Optional<byte[]> deciding(DevPath scsi) {
        Page page = page(scsi);
        String flaw =
                page.content()
                        .map(IdentificationPage::flaw)
                        .orElseGet(() -> flaw(scsi, page.failure().orElseThrow()));
        if (!flaw.isEmpty()) {
            from.note(file(scsi), flaw);
            return Optional.empty();
        }
        return page.content();
    }

    private String flaw(DevPath scsi, IOException failure) {
        if (!(failure instanceof NoSuchFileException)) {
            return ReadFailure.reason(failure);
        }
        boolean none = from.exists(Sysfs.of(scsi)) && !from.exists(file(scsi));
        return none ? "" : "vanished while it was read";
    }

    private Page page(DevPath scsi) {
        return pages.computeIfAbsent(scsi, this::read);
    }

    private Page read(DevPath scsi) {
        try {
            byte[] content = from.files().read(file(scsi), HostFiles.ATTRIBUTE);
            return new Page(Optional.of(content), Optional.empty());
        } catch (IOException e) {
            return new Page(Optional.empty(), Optional.of(e));
        }
    }

    private static String file(DevPath scsi) {
        return Sysfs.of(scsi, "vpd_pg83");
    }

    private record Page(Optional<byte[]> content, Optional<IOException> failure) {}
}
