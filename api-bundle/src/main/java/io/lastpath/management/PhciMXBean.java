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

    @Describe("Its device path.")
    String getDevicePath();

    @Describe("Its RCM resource name.")
    String getResourceName();

    @Describe("Best state of the paths through it.")
    String getState();

    @Describe("Its number: 0 unknown, 1 offline, 2 standby, 3 online, 4 fault.")
    int getStateNumber();

    @Describe("State of the resource.")
    String getResourceState();

    @Describe("Its number in librcm.")
    int getResourceStateNumber();

    @Describe("Groups that it belongs to.")
    int getGroupCount();

    @Describe("Ids of these groups.")
    List<String> getGroups();

    @Describe("Clients that it leads to.")
    int getClientCount();

    @Describe(
            "Their names, or device paths where they have none; at most as many as the bean limit.")
    List<String> getClients();

    @Describe("Paths through it.")
    int getPathCount();

    @Describe(
            "True if every client keeps a usable path. Judged when the table or a registration changed.")
    boolean isSafeToRemove();

    @Describe("What its loss would do.")
    String getVerdict();

    @Describe("Its level: 0 safe, 1 degraded, 2 data critical, 3 system critical, 4 unknown.")
    int getVerdictLevel();

    @Describe("Clients that would lose their last path.")
    int getEndangeredClientCount();

    @Describe(
            "Their names, or device paths where they have none; at most as many as the bean limit.")
    List<String> getEndangeredClients();

    @Describe(
            "What happens to each client that loses a path, gravest first; at most as many as the bean limit.")
    List<ImpactData> getImpact();

    @Describe("The verdict first, then a line for each client that loses a path.")
    String getReport();

    @Describe("When this was judged, ISO 8601 in UTC.")
    String getJudgedAt();

    @Describe("Age of the tree behind these attributes, in milliseconds.")
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
