// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The coordinator: who registered for what, which DR requests are in progress, and what was asked.
 * Getters answer from memory and never wait.
 */
@ProviderType
@Describe(
        "The coordinator: who registered for what, which DR requests are in progress, and what was asked.")
public interface CoordinatorMXBean {

    @Describe("Version of the coordinator.")
    String getVersion();

    @Describe("How many modules are in service.")
    int getModuleCount();

    @Describe(
            "Modules in service, and those that stand by until one of the same name leaves, by name.")
    List<ModuleData> getModules();

    @Describe(
            "Modules that have to be there (requiredModules) and are not in service, a sentence each: every verdict is UNKNOWN meanwhile.")
    List<String> getMissingModules();

    @Describe("How many resources somebody registered for.")
    int getResourceCount();

    @Describe("How many DR requests are in progress.")
    int getDrRequestCount();

    @Describe("DR requests in progress, oldest first.")
    List<DrRequestData> getDrRequests();

    @Describe("How many DR requests wait for a person; each says why.")
    int getAttentionCount();

    @Describe(
            "The last 1,000 DR requests that the coordinator has ended by itself since the start, oldest first: refused when they were redone after a restart, never finished, or left behind by initiators that have gone.")
    List<GivenBackData> getGivenBack();

    @Describe("The file in which open DR requests outlive the coordinator; empty for none.")
    String getJournal();

    @Describe(
            "How the journal is: OK; FAILING, it cannot be written now; LOST, what was in it could not be read, or it is gone.")
    String getJournalState();

    @Describe("The same as a number: 0 OK, 1 FAILING, 2 LOST.")
    int getJournalStateNumber();

    @Describe("What is wrong with the journal and where its unreadable copy is; empty for nothing.")
    String getJournalProblem();

    @Describe("Why the audit log of operations is not written; empty while it is.")
    String getAuditProblem();

    @Describe("How many outside requests have ended since the start.")
    long getOperationCount();

    @Describe("How many outside requests have ended without success since the start.")
    long getRefusalCount();

    @Describe(
            "The last 1,000 outside requests that have ended, oldest first. What the coordinator"
                    + " tries again after a restart, and fails for the same reason, is there once, as"
                    + " in the audit log.")
    List<OperationData> getRecentOperations();

    @Describe("The last 1,000 events, oldest first, for those who cannot receive notifications.")
    List<EventData> getRecentEvents();

    @Describe("How many notifications were dropped because a receiver was too slow.")
    long getDroppedNotificationCount();

    @Describe(
            "Asks everybody whether they would let go of all these resources together. Changes nothing. A name that nobody has to do with makes it UNKNOWN.")
    String query(
            @Describe(
                            name = "resources",
                            value =
                                    "Resource names separated by blanks; one that holds a blank in double quotes.")
                    String resources,
            @Describe(name = "reason", value = "Free text for the record; may be empty.")
                    String reason);

    @Describe(
            "Takes all these resources offline together. Changes nothing if anybody refuses, or if nobody is registered for one of the names, above it or below it: then it is UNKNOWN.")
    String offline(
            @Describe(
                            name = "resources",
                            value =
                                    "Resource names separated by blanks; one that holds a blank in double quotes.")
                    String resources,
            @Describe(name = "reason", value = "Free text for the record; may be empty.")
                    String reason);

    @Describe(
            "Takes all these resources offline even if that hurts. A name that nobody has to do with goes only with UNKNOWN in the confirmation, and not if it looks like the name of a registered resource.")
    String forceOffline(
            @Describe(
                            name = "resources",
                            value =
                                    "Resource names separated by blanks; one that holds a blank in double quotes.")
                    String resources,
            @Describe(name = "reason", value = "Free text for the record; required.") String reason,
            @Describe(
                            name = "confirm",
                            value =
                                    "The same list once more, followed by the name of each system-critical use to be given up.")
                    String confirm);

    @Describe("Tells everybody that these resources are back.")
    String online(
            @Describe(
                            name = "resources",
                            value =
                                    "Resource names separated by blanks; one that holds a blank in double quotes.")
                    String resources,
            @Describe(name = "reason", value = "Free text for the record; may be empty.")
                    String reason);

    @Describe("Tells everybody that these resources are gone.")
    String remove(
            @Describe(
                            name = "resources",
                            value =
                                    "Resource names separated by blanks; one that holds a blank in double quotes.")
                    String resources,
            @Describe(name = "reason", value = "Free text for the record; may be empty.")
                    String reason);

    @Describe(
            "Suspends the use of all these resources together. Changes nothing if anybody refuses, or if nobody is registered for one of the names, above it or below it: then it is UNKNOWN.")
    String suspend(
            @Describe(
                            name = "resources",
                            value =
                                    "Resource names separated by blanks; one that holds a blank in double quotes.")
                    String resources,
            @Describe(name = "reason", value = "Free text for the record; may be empty.")
                    String reason,
            @Describe(name = "intervalMillis", value = "How long, in milliseconds; 0 for unknown.")
                    long intervalMillis);

    @Describe("Tells everybody that these resources may be used again.")
    String resume(
            @Describe(
                            name = "resources",
                            value =
                                    "Resource names separated by blanks; one that holds a blank in double quotes.")
                    String resources,
            @Describe(name = "reason", value = "Free text for the record; may be empty.")
                    String reason);

    @Describe(
            "Notes that the DR requests lost with an unreadable journal are known or over. Until then every verdict is UNKNOWN.")
    String acknowledgeJournalLoss(
            @Describe(name = "reason", value = "Free text for the record; required.")
                    String reason);

    @Describe("Tells who uses these resources and what depends on them.")
    String getInfo(
            @Describe(
                            name = "resources",
                            value =
                                    "Resource names separated by blanks; one that holds a blank in double quotes.")
                    String resources);

    @Describe(
            "Tells the state word and number of each of these resources; UNKNOWN for one that nobody has registered for, above it or below it.")
    String getState(
            @Describe(
                            name = "resources",
                            value =
                                    "Resource names separated by blanks; one that holds a blank in double quotes.")
                    String resources);

    @Describe("The record of one outside request.")
    OperationData getOperation(
            @Describe(name = "number", value = "Its number, as every answer quotes it.")
                    long number);

    @Describe("Who said what in one outside request.")
    List<TupleData> getOperationTuples(
            @Describe(name = "number", value = "Its number, as every answer quotes it.")
                    long number);
}
