// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** A device tree adapter. Getters answer from memory and never wait. */
@ProviderType
@Describe("A device tree adapter.")
public interface DeviceTreeMXBean {

    @Describe("What the adapter reads.")
    String getDescription();

    @Describe(
            "The folder whose files the adapter reads, / for the host it runs on; empty where it"
                    + " names none.")
    String getRoot();

    @Describe("What whoever relies on the tree has to know of the adapter's sources.")
    List<String> getRemarks();

    @Describe("Whether the adapter is in use or standing by.")
    String getRole();

    @Describe("Number of the role: 1 in use, 0 standing by.")
    int getRoleNumber();

    @Describe(
            "Service ranking of the adapter; the highest is in use, unless one was chosen by name.")
    int getRanking();

    @Describe("Whether the adapter was chosen by name, whatever its ranking.")
    boolean isChosen();

    @Describe("When the last good snapshot was taken, ISO 8601 in UTC; empty for never.")
    String getLastSnapshotAt();

    @Describe("How long the last good snapshot took, in milliseconds; -1 for never.")
    long getLastSnapshotMillis();

    @Describe(
            "When the adapter last looked by itself and found nothing changed since the last snapshot, ISO 8601 in UTC; empty for never.")
    String getLastLookAt();

    @Describe("How long ago that look was, in milliseconds; -1 for never.")
    long getLastLookAgeMillis();

    @Describe("How many PHCIs the last good snapshot has.")
    int getPhciCount();

    @Describe("How many clients the last good snapshot has.")
    int getClientCount();

    @Describe("How many paths the last good snapshot has.")
    int getPathCount();

    @Describe("How many snapshots succeeded since the start.")
    long getSnapshotCount();

    @Describe("How many snapshots failed since the start.")
    long getFailureCount();

    @Describe("Why the last failed snapshot failed; empty for none.")
    String getLastFailure();

    @Describe("When the last failed snapshot failed, ISO 8601 in UTC; empty for none.")
    String getLastFailureAt();

    @Describe(
            "How many reads are under way. One that was given up is counted until it has come back.")
    int getReadsUnderWay();

    @Describe("Since when the oldest read is under way, ISO 8601 in UTC; empty for none.")
    String getOldestReadSince();
}
