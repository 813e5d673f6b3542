// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import org.osgi.annotation.versioning.ProviderType;

/** A device tree adapter. Getters answer from memory and never wait. */
@ProviderType
@Describe("A device tree adapter.")
public interface DeviceTreeMXBean {

    @Describe("What it reads.")
    String getDescription();

    @Describe("in use or standing by.")
    String getRole();

    @Describe("1 in use, 0 standing by.")
    int getRoleNumber();

    @Describe("Its service ranking; the highest is in use.")
    int getRanking();

    @Describe("When its last good snapshot was taken, ISO 8601 in UTC; empty for never.")
    String getLastSnapshotAt();

    @Describe("How long that took, in milliseconds; -1 for never.")
    long getLastSnapshotMillis();

    @Describe("PHCIs in it.")
    int getPhciCount();

    @Describe("Clients in it.")
    int getClientCount();

    @Describe("Paths in it.")
    int getPathCount();

    @Describe("Good snapshots since the start.")
    long getSnapshotCount();

    @Describe("Failed snapshots since the start.")
    long getFailureCount();

    @Describe("Why the last failed one failed; empty for none.")
    String getLastFailure();

    @Describe("When, ISO 8601 in UTC; empty for none.")
    String getLastFailureAt();
}
