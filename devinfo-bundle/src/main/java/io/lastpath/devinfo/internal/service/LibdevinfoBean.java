// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import io.lastpath.devinfo.internal.snapshot.Reading;
import io.lastpath.management.LibdevinfoMXBean;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The bean of the libdevinfo adapter. Safe for use by several threads. */
final class LibdevinfoBean implements LibdevinfoMXBean {

    private final TreeOffer tree;

    LibdevinfoBean(TreeOffer tree) {
        this.tree = tree;
    }

    @Override
    public String getLibrary() {
        return tree.offer().library();
    }

    @Override
    public String getLibraryFile() {
        Offer offer = tree.offer();
        return offer.file() == null ? "" : offer.file().toString();
    }

    @Override
    public boolean isOffered() {
        return tree.offer().isMade();
    }

    @Override
    public String getReason() {
        return tree.offer().reason();
    }

    @Override
    public String getReadingSince() {
        return tree.reading()
                .map(reading -> reading.since().truncatedTo(ChronoUnit.MILLIS).toString())
                .orElse("");
    }

    @Override
    public long getReadingMillis() {
        return tree.reading().map(Reading::lasted).map(Duration::toMillis).orElse(-1L);
    }
}
