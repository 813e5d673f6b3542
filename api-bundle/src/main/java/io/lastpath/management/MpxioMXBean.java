// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The multipath module: groups, PHCIs, clients and what hangs by a single path. Getters answer from
 * memory and never wait.
 */
@ProviderType
@Describe("The multipath module: groups, PHCIs, clients and what hangs by a single path.")
public interface MpxioMXBean {

    @Describe(
            "How the last path is judged: exact (each client by its own paths) or group (as the C module did).")
    String getAnalysis();

    @Describe("Name of the device tree adapter in use; empty for none.")
    String getAdapter();

    @Describe(
            "Name of the device tree adapter that was chosen, by the configuration or since by useAdapter; empty for the highest ranking.")
    String getChosenAdapter();

    @Describe("How many groups there are.")
    int getGroupCount();

    @Describe("Groups, newest first.")
    List<GroupData> getGroups();

    @Describe("How many PHCIs there are.")
    int getPhciCount();

    @Describe("PHCIs with what their loss would do, by device path.")
    List<PhciData> getPhcis();

    @Describe("How many clients there are.")
    int getClientCount();

    @Describe("How many paths there are.")
    int getPathCount();

    @Describe("Clients with their paths, in walk order; at most as many as the bean limit.")
    List<ClientData> getClients();

    @Describe("How many PHCIs would take the last path of a client by their loss alone.")
    int getSinglePointOfFailureCount();

    @Describe("PHCIs whose loss alone would take the last path of a client, gravest first.")
    List<SinglePointData> getSinglePointsOfFailure();

    @Describe(
            "PHCIs, whole cards and target ports whose loss alone would take the last path of a client, gravest first.")
    List<SinglePointData> getAudit();

    @Describe("What the audit could not judge, a sentence for each; empty if it judged everything.")
    List<String> getAuditRemarks();

    @Describe(
            "How many clients have no usable path any more. Those that have no path at all are in no group and no other count.")
    int getLostClientCount();

    @Describe(
            "Clients that have no usable path any more, a sentence for each with who uses it, those that have no path at all first; at most the first 100.")
    List<String> getLostClients();

    @Describe(
            "When the tree behind groups, PHCIs and clients was read, ISO 8601 in UTC; empty for never.")
    String getRefreshedAt();

    @Describe(
            "Age of the tree behind groups, PHCIs and clients, in milliseconds; -1 for never read.")
    long getAgeMillis();

    @Describe(
            "Whether the tree may no longer be true, or what is shown is of an earlier one, since the last was not judged yet: every verdict is then UNKNOWN.")
    boolean isStale();

    @Describe(
            "Since when the tree may no longer be true, ISO 8601 in UTC; empty if it is not stale.")
    String getStaleSince();

    @Describe("Why the tree may no longer be true, in one sentence; empty if it is not stale.")
    String getStaleReason();

    @Describe("How many nodes and paths of the tree could not be read.")
    int getUnreadableCount();

    @Describe("What could not be read, where and why; at most the first 100.")
    List<String> getUnreadable();

    @Describe("How often the tree was read since the start.")
    long getRefreshCount();

    @Describe("How often reading the tree failed since the start.")
    long getFailedRefreshCount();

    @Describe("Number of the table of groups behind these attributes; grows with each new one.")
    long getTableSequence();

    @Describe("Whether each group and PHCI has a bean of its own, and why not if not.")
    String getBeanNote();

    @Describe(
            "The last 1,000 events of this bean, oldest first, for those who cannot receive notifications.")
    List<EventData> getRecentEvents();

    @Describe("How many notifications were dropped because a receiver was too slow.")
    long getDroppedNotificationCount();

    @Describe(
            "Reads the tree anew and brings groups and registrations up to date. A removed PHCI that the tree shows with disks counts as there again; where a simulation is in the place of a host, only one that was removed since.")
    String refresh();

    @Describe(
            "Uses another device tree adapter until the next start or the next change of the configured one.")
    String useAdapter(
            @Describe(
                            name = "adapter",
                            value = "Name of the adapter; blank for the one of highest ranking.")
                    String adapter);

    @Describe(
            "Tells what the loss of all these PHCIs together would do. Asks who uses what and changes nothing.")
    String preview(
            @Describe(
                            name = "phcis",
                            value =
                                    "PHCIs by id, device path or resource name, separated by blanks.")
                    String phcis);

    @Describe("The same as preview, for programs.")
    PreviewData previewData(
            @Describe(
                            name = "phcis",
                            value =
                                    "PHCIs by id, device path or resource name, separated by blanks.")
                    String phcis);
}
