// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.connect.HostAdapters;
import io.lastpath.launcher.internal.connect.Instance;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.DrRequestData;
import io.lastpath.management.GivenBackData;
import io.lastpath.management.ModuleData;
import io.lastpath.management.MpxioMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.List;
import java.util.Optional;

/**
 * How an instance is doing.
 *
 * @param version of its coordinator
 * @param pid its process
 * @param home its home folder
 * @param adapter device tree adapter in use; empty for none
 * @param recordedHost the folder of the recorded host that it looks at; empty for none
 * @param treeRemarks what to know of the sources of the tree
 * @param analysis how the last path is judged
 * @param refreshedAt when the tree was last read, ISO 8601 in UTC; empty for never
 * @param ageMillis how long ago; -1 for never
 * @param lookAgeMillis how long ago it was found unchanged; -1 for never
 * @param stale whether the tree may no longer be true
 * @param staleReason why; empty if it is not stale
 * @param phcis how many
 * @param groups how many
 * @param clients how many
 * @param paths how many
 * @param singlePointsOfFailure how many
 * @param unreadable what could not be read, where and why
 * @param lost clients that have no usable path any more, with who uses them
 * @param journal the file in which open DR requests are kept; empty for none
 * @param journalProblem what is wrong with it; empty for nothing
 * @param auditProblem why operations are not written to the audit log; empty while they are
 * @param modules in service
 * @param missingModules those that have to be there and are not in service, a sentence each
 * @param drRequests in progress, oldest first
 * @param givenBack DR requests that the coordinator has ended by itself since the start, oldest
 *     first
 */
record StatusDocument(
        String version,
        long pid,
        String home,
        String adapter,
        String recordedHost,
        List<String> treeRemarks,
        String analysis,
        String refreshedAt,
        long ageMillis,
        long lookAgeMillis,
        boolean stale,
        String staleReason,
        int phcis,
        int groups,
        int clients,
        int paths,
        int singlePointsOfFailure,
        List<String> unreadable,
        List<String> lost,
        String journal,
        String journalProblem,
        String auditProblem,
        List<ModuleData> modules,
        List<String> missingModules,
        List<DrRequestData> drRequests,
        List<GivenBackData> givenBack) {

    private static final long NEVER = -1;

    /** Whether the tree was ever read: else there are no counts. */
    boolean isKnown() {
        return ageMillis > NEVER;
    }

    /** Whether the tree was looked at and found unchanged after it was read. */
    boolean isLookedAt() {
        return lookAgeMillis > NEVER && lookAgeMillis < ageMillis;
    }

    /**
     * Asks an instance.
     *
     * @param instance the instance
     * @return its state
     * @throws IOException if it does not answer
     */
    static StatusDocument of(RuntimeConnection instance) throws IOException {
        RuntimeMXBean process =
                ManagementFactory.newPlatformMXBeanProxy(
                        instance.server(),
                        ManagementFactory.RUNTIME_MXBEAN_NAME,
                        RuntimeMXBean.class);
        CoordinatorMXBean coordinator = instance.coordinator();
        Optional<MpxioMXBean> mpxio = instance.mpxioIfThere();
        return new StatusDocument(
                coordinator.getVersion(),
                process.getPid(),
                process.getSystemProperties().getOrDefault(Instance.HOME_PROPERTY, ""),
                mpxio.map(MpxioMXBean::getAdapter).orElse(""),
                HostAdapters.recordedHost(instance).orElse(""),
                HostAdapters.remarks(instance),
                mpxio.map(MpxioMXBean::getAnalysis).orElse(""),
                mpxio.map(MpxioMXBean::getRefreshedAt).orElse(""),
                mpxio.map(MpxioMXBean::getAgeMillis).orElse(NEVER),
                HostAdapters.lookAgeMillis(instance),
                mpxio.map(MpxioMXBean::isStale).orElse(true),
                mpxio.map(MpxioMXBean::getStaleReason).orElse(RuntimeConnection.NO_MPXIO),
                mpxio.map(MpxioMXBean::getPhciCount).orElse(0),
                mpxio.map(MpxioMXBean::getGroupCount).orElse(0),
                mpxio.map(MpxioMXBean::getClientCount).orElse(0),
                mpxio.map(MpxioMXBean::getPathCount).orElse(0),
                mpxio.map(MpxioMXBean::getSinglePointOfFailureCount).orElse(0),
                mpxio.map(MpxioMXBean::getUnreadable).orElse(List.of()),
                mpxio.map(MpxioMXBean::getLostClients).orElse(List.of()),
                coordinator.getJournal(),
                coordinator.getJournalProblem(),
                coordinator.getAuditProblem(),
                coordinator.getModules(),
                coordinator.getMissingModules(),
                coordinator.getDrRequests(),
                coordinator.getGivenBack());
    }
}
