// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The adapter that reads a Solaris or illumos host through libdevinfo. Getters answer from memory
 * and never wait.
 */
@ProviderType
@Describe("The adapter that reads a Solaris or illumos host through libdevinfo.")
public interface LibdevinfoMXBean {

    @Describe("The library as it is configured: a path, or the name of a file.")
    String getLibrary();

    @Describe("File of the library that is in use; empty for none.")
    String getLibraryFile();

    @Describe("Whether the device tree of this host is offered.")
    boolean isOffered();

    @Describe("Why no device tree is offered, in one sentence; empty if one is.")
    String getReason();

    @Describe(
            "Since when a read is in the library, ISO 8601 in UTC; empty for none. No other one begins before it has come back.")
    String getReadingSince();

    @Describe("How long a read has been in the library, in milliseconds; -1 for none.")
    long getReadingMillis();
}
