// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.state;

import static io.lastpath.linux.internal.state.StateSource.ANA;
import static io.lastpath.linux.internal.state.StateSource.CHECKER;
import static io.lastpath.linux.internal.state.StateSource.DAEMON_DISK;
import static io.lastpath.linux.internal.state.StateSource.DAEMON_DM;
import static io.lastpath.linux.internal.state.StateSource.DM;
import static io.lastpath.linux.internal.state.StateSource.MARGINAL;
import static io.lastpath.linux.internal.state.StateSource.NVME;
import static io.lastpath.linux.internal.state.StateSource.SCSI;
import static io.lastpath.linux.internal.state.StateSource.SCSI_ACCESS;
import static io.lastpath.linux.internal.state.StateSource.SCSI_HOST;
import static io.lastpath.linux.internal.state.StateSource.SCSI_TPGS;
import static io.lastpath.linux.internal.state.StateSource.SCSI_UNIT;

import io.lastpath.devinfo.PathState;
import io.lastpath.linux.internal.parse.TargetPortGroups;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a source's word says about a path: the one table, in the order of the documentation. A word
 * that is not in it says nothing, and nothing is never usable.
 *
 * @param source who says it
 * @param word what it says
 * @param state what that is for Lastpath
 * @param reason why, in one sentence
 */
public record StateWord(StateSource source, String word, PathState state, String reason) {

    /** Said of a disk that is another one than that of the map that it is a path of. */
    public static final String ANOTHER_DISK = "another disk";

    private static final List<StateWord> TABLE =
            List.of(
                    online(SCSI, "running", "The disk takes commands."),
                    unknown(SCSI, "created", "The kernel has not probed the disk yet."),
                    unknown(SCSI, "created-blocked", "The same, and its transport is blocked."),
                    unknown(SCSI, "quiesce", "The kernel holds commands back for a moment."),
                    fault(SCSI, "blocked", "The transport lost the target; commands wait."),
                    fault(SCSI, "transport-offline", "The transport has given the target up."),
                    offline(SCSI, "offline", "The error handler or somebody took it out."),
                    offline(SCSI, "cancel", "The disk is being removed."),
                    offline(SCSI, "deleted", "The disk was removed."),
                    online(SCSI_HOST, "running", "The host takes commands."),
                    unknown(SCSI_HOST, "created", "The kernel has not started the host yet."),
                    fault(SCSI_HOST, "recovery", "The error handler is at work; commands wait."),
                    offline(SCSI_HOST, "cancel", "The host is being removed."),
                    offline(SCSI_HOST, "cancel/recovery", "The same, with errors."),
                    offline(SCSI_HOST, "deleted", "The host was removed."),
                    offline(SCSI_HOST, "deleted/recovery", "The same, with errors."),
                    online(SCSI_ACCESS, "active/optimized", "The port serves the disk."),
                    online(
                            SCSI_ACCESS,
                            "active/non-optimized",
                            "The port serves the disk on a longer way."),
                    standby(
                            SCSI_ACCESS,
                            "standby",
                            "The port serves the disk as soon as the host asks it to."),
                    unknown(
                            SCSI_ACCESS,
                            "lba-dependent",
                            "The port serves some blocks; nobody knows which."),
                    offline(SCSI_ACCESS, "unavailable", "The port does not serve the disk."),
                    offline(SCSI_ACCESS, "offline", "The port is out of use."),
                    unknown(
                            SCSI_ACCESS,
                            "transitioning",
                            "The port changes its state; where to shows afterwards."),
                    unknown(SCSI_ACCESS, "unknown", "The kernel itself does not know."),
                    offline(
                            SCSI_TPGS,
                            TargetPortGroups.IMPLICIT,
                            "Its ports in standby take no request of a host: only the array can have them take over."),
                    offline(
                            SCSI_TPGS,
                            TargetPortGroups.NONE,
                            "The same; the disk knows of no such requests."),
                    unknown(
                            SCSI_UNIT,
                            ANOTHER_DISK,
                            "The disk's own names are those of another disk than its map's."),
                    online(NVME, "live", "The controller takes commands."),
                    unknown(NVME, "new", "The controller has not been started yet."),
                    fault(NVME, "resetting", "The controller is being reset; commands wait."),
                    fault(NVME, "connecting", "The connection is lost and being made anew."),
                    offline(NVME, "deleting", "The controller is being removed."),
                    offline(NVME, "deleting (no IO)", "The same, past its last command."),
                    fault(NVME, "dead", "The controller has failed for good."),
                    unknown(NVME, "unknown state", "The kernel itself does not know."),
                    online(ANA, "optimized", "The controller serves the namespace."),
                    online(
                            ANA,
                            "non-optimized",
                            "The controller serves the namespace on a longer way."),
                    offline(
                            ANA,
                            "inaccessible",
                            "Commands fail, and no host can change that: only the subsystem can."),
                    fault(
                            ANA,
                            "persistent-loss",
                            "The controller will never serve the namespace again."),
                    unknown(ANA, "change", "The state is changing; where to shows afterwards."),
                    unknown(ANA, "invalid state", "The kernel has not been told the state yet."),
                    online(DM, "A", "The kernel sends I/O down this path."),
                    fault(DM, "F", "The kernel has failed this path and sends nothing down it."),
                    online(DAEMON_DM, "active", "As A of the kernel, told by the daemon."),
                    fault(DAEMON_DM, "failed", "As F of the kernel, told by the daemon."),
                    unknown(DAEMON_DM, "undef", "The daemon does not know the kernel's state."),
                    online(DAEMON_DISK, "running", "As the kernel's word for the disk."),
                    online(DAEMON_DISK, "live", "As the kernel's word for the controller."),
                    fault(DAEMON_DISK, "blocked", "As the kernel's word for the disk."),
                    fault(DAEMON_DISK, "transport-offline", "As the kernel's word for the disk."),
                    offline(DAEMON_DISK, "offline", "As the kernel's word for the disk."),
                    unknown(DAEMON_DISK, "quiesce", "As the kernel's word for the disk."),
                    unknown(DAEMON_DISK, "created", "As the kernel's word for the disk."),
                    offline(DAEMON_DISK, "cancel", "As the kernel's word for the disk."),
                    offline(DAEMON_DISK, "deleted", "As the kernel's word for the disk."),
                    unknown(DAEMON_DISK, "new", "As the kernel's word for the controller."),
                    fault(DAEMON_DISK, "resetting", "As the kernel's word for the controller."),
                    fault(DAEMON_DISK, "connecting", "As the kernel's word for the controller."),
                    offline(DAEMON_DISK, "deleting", "As the kernel's word for the controller."),
                    fault(DAEMON_DISK, "dead", "As the kernel's word for the controller."),
                    unknown(DAEMON_DISK, "undef", "The daemon could not read the kernel's word."),
                    unknown(DAEMON_DISK, "unknown", "The daemon has not put it in a map yet."),
                    online(CHECKER, "ready", "The checker's last command went through."),
                    standby(
                            CHECKER,
                            "ghost",
                            "The path answers from a passive port, which takes over when asked."),
                    fault(CHECKER, "faulty", "The checker's last command failed."),
                    fault(CHECKER, "shaky", "The path answers but is not fit for normal I/O."),
                    offline(
                            CHECKER,
                            "delayed",
                            "The path answers again but is kept out of use until it has proved itself."),
                    fault(CHECKER, "i/o timeout", "The checker's last command did not return."),
                    unknown(CHECKER, "i/o pending", "The checker's first command is on its way."),
                    fault(CHECKER, "disconnected", "The target does not export the disk any more."),
                    offline(CHECKER, "removed", "The disk is gone."),
                    unknown(CHECKER, "wild", "The checker does not know the state."),
                    unknown(CHECKER, "undef", "The path was not checked yet."),
                    online(MARGINAL, "normal", "The path has no record of errors."),
                    standby(
                            MARGINAL,
                            "marginal",
                            "The path makes errors and is used when no other is left."));

    private static final Map<StateSource, Map<String, StateWord>> BY_SOURCE =
            TABLE.stream()
                    .collect(
                            Collectors.groupingBy(
                                    StateWord::source,
                                    Collectors.toUnmodifiableMap(
                                            StateWord::word, Function.identity())));

    /** {@return all of them, in order} */
    public static List<StateWord> table() {
        return TABLE;
    }

    /**
     * Looks a word up.
     *
     * @param source who says it
     * @param word what it says
     * @return what that means; empty for a word that is not known
     */
    public static Optional<StateWord> of(StateSource source, String word) {
        return Optional.ofNullable(BY_SOURCE.get(source).get(word));
    }

    private static StateWord online(StateSource source, String word, String reason) {
        return new StateWord(source, word, PathState.ONLINE, reason);
    }

    private static StateWord standby(StateSource source, String word, String reason) {
        return new StateWord(source, word, PathState.STANDBY, reason);
    }

    private static StateWord unknown(StateSource source, String word, String reason) {
        return new StateWord(source, word, PathState.UNKNOWN, reason);
    }

    private static StateWord offline(StateSource source, String word, String reason) {
        return new StateWord(source, word, PathState.OFFLINE, reason);
    }

    private static StateWord fault(StateSource source, String word, String reason) {
        return new StateWord(source, word, PathState.FAULT, reason);
    }
}
