// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.state;

import io.lastpath.devinfo.PathState;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The state of a path: the worst of what its sources say.
 *
 * @param state the state
 * @param evidence each source with its word, for people
 */
public record PathVerdict(PathState state, String evidence) {

    private static final Comparator<PathState> BY_HARM = Comparator.comparingInt(PathVerdict::harm);

    /**
     * Judges a path.
     *
     * @param said what its sources say; nothing is known of a path without any
     * @return its state
     */
    public static PathVerdict of(List<Said> said) {
        PathState worst = said.stream().map(Said::state).max(BY_HARM).orElse(PathState.UNKNOWN);
        String evidence =
                said.stream()
                        .filter(each -> !isRepeated(each, said))
                        .map(Said::toString)
                        .collect(Collectors.joining(", "));
        return new PathVerdict(worst, said.isEmpty() ? "no source spoke" : evidence);
    }

    /** What the daemon only passes on is not worth a word where the kernel says the same. */
    private static boolean isRepeated(Said said, List<Said> all) {
        return switch (said.source()) {
            case DAEMON_DM -> agrees(said, all, StateSource.DM);
            case DAEMON_DISK ->
                    agrees(said, all, StateSource.SCSI) || agrees(said, all, StateSource.NVME);
            case MARGINAL -> said.state() == PathState.ONLINE;
            default -> false;
        };
    }

    private static boolean agrees(Said said, List<Said> all, StateSource with) {
        return all.stream().anyMatch(each -> each.source() == with && each.state() == said.state());
    }

    private static int harm(PathState state) {
        return switch (state) {
            case ONLINE -> 0;
            case STANDBY -> 1;
            case UNKNOWN -> 2;
            case OFFLINE -> 3;
            case FAULT -> 4;
        };
    }
}
