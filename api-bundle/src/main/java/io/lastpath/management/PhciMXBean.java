// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A PHCI: an initiator port, the thing that gets pulled. Getters answer from memory and never wait.
 */
@ProviderType
@Describe("A PHCI: an initiator port, the thing that gets pulled.")
public interface PhciMXBean {

    @Describe("Device path of the PHCI.")
    String getDevicePath();

    @Describe("RCM resource name of the PHCI.")
    String getResourceName();

    @Describe(
            "Best state of the paths through the PHCI; the order is online, standby, fault, offline, unknown.")
    String getState();

    @Describe("Number of the best path state: 0 unknown, 1 offline, 2 standby, 3 online, 4 fault.")
    int getStateNumber();

    @Describe("RCM state of the resource.")
    String getResourceState();

    @Describe("Number of the RCM state in librcm.")
    int getResourceStateNumber();

    @Describe("How many groups the PHCI belongs to.")
    int getGroupCount();

    @Describe("Ids of the groups that the PHCI belongs to.")
    List<String> getGroups();

    @Describe("How many clients the PHCI leads to.")
    int getClientCount();

    @Describe(
            "Clients that the PHCI leads to, by name, or by device path where they have none; at most as many as the bean limit.")
    List<String> getClients();

    @Describe("How many paths lead through the PHCI.")
    int getPathCount();

    @Describe(
            "True if every client keeps a usable path, and no disk below the PHCI that is no client has a user who would be hurt. Judged when the table or a registration changed.")
    boolean isSafeToRemove();

    @Describe("What the loss of the PHCI would do, in one word.")
    String getVerdict();

    @Describe(
            "Level of the verdict: 0 safe, 1 degraded, 2 data critical, 3 system critical, 4 unknown.")
    int getVerdictLevel();

    @Describe("How many clients would lose their last path with the PHCI.")
    int getEndangeredClientCount();

    @Describe(
            "Clients that would lose their last path with the PHCI, by name, or by device path where they have none; at most as many as the bean limit.")
    List<String> getEndangeredClients();

    @Describe(
            "What happens to each client that loses a path, gravest first; at most as many as the bean limit.")
    List<ImpactData> getImpact();

    @Describe("The verdict first, then a line for each client that loses a path.")
    String getReport();

    @Describe("When the verdict was worked out, ISO 8601 in UTC.")
    String getJudgedAt();

    @Describe("Age of the tree behind the attributes, in milliseconds.")
    long getAgeMillis();

    @Describe("Asks everybody whether they would let go. Changes nothing.")
    String query(
            @Describe(name = "reason", value = "Free text for the record; may be empty.")
                    String reason);

    @Describe("Takes this PHCI offline. Changes nothing if anybody refuses.")
    String offline(
            @Describe(name = "reason", value = "Free text for the record; may be empty.")
                    String reason);

    @Describe("Takes this PHCI offline even if that hurts.")
    String forceOffline(
            @Describe(name = "reason", value = "Free text for the record; required.") String reason,
            @Describe(
                            name = "confirm",
                            value =
                                    "The name of this bean, followed by the name of each system-critical use to be given up.")
                    String confirm);

    @Describe("Tells everybody that this PHCI is back.")
    String online(
            @Describe(name = "reason", value = "Free text for the record; may be empty.")
                    String reason);

    @Describe("Tells everybody that this PHCI is gone.")
    String remove(
            @Describe(name = "reason", value = "Free text for the record; may be empty.")
                    String reason);
}
