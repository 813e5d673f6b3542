// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.host.Redundancy;
import io.lastpath.consumers.internal.parse.MemberState;
import io.lastpath.consumers.internal.parse.RaidLevel;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads what an md array can lose now, see md(4). What cannot be read makes it lose nothing. Used
 * once, by one thread.
 */
final class ArrayReader {

    private static final Set<String> IDLE = Set.of("clear", "inactive");
    private static final Set<String> REDUNDANT =
            Set.of("raid1", "raid4", "raid5", "raid6", "raid10");

    private final HostFiles files;
    private final Gaps gaps;
    private final String name;
    private final String folder;

    ArrayReader(HostFiles files, Gaps gaps, String name) {
        this.files = files;
        this.gaps = gaps;
        this.name = name;
        this.folder = BlockScan.FOLDER + "/" + name + "/md/";
    }

    Redundancy read(Collection<String> members) {
        if (IDLE.contains(attribute("array_state").strip())) {
            return Redundancy.NONE; // it holds its members, and has no level yet
        }
        String level = attribute("level").strip();
        if (level.isEmpty()) {
            return Redundancy.NONE;
        }
        Map<String, String> states = states(members);
        int missing = REDUNDANT.contains(level) ? number("degraded") : 0;
        Set<String> expendable = expendable(states);
        if (hasLost(members.size() - expendable.size(), missing)) {
            return new Redundancy(level, 0, expendable);
        }
        int tolerance = hasAll(level, states) ? tolerance(level) : 0;
        return new Redundancy(level, Math.max(0, tolerance - missing), expendable);
    }

    /** A copy may lack members that the array had, on any disk; what it can lose is not known. */
    private boolean hasLost(int found, int missing) {
        int disks = number("raid_disks");
        if (disks == Integer.MAX_VALUE
                || missing == Integer.MAX_VALUE
                || found >= disks - missing) {
            return false;
        }
        gaps.add(
                Gap.anywhere(
                        files.root().resolve(BlockScan.FOLDER + "/" + name + "/slaves")
                                + " shows "
                                + found
                                + " of the "
                                + (disks - missing)
                                + " members that "
                                + name
                                + " has in use: which others it stands on, and what it can lose, is"
                                + " not known"));
        return true;
    }

    private Map<String, String> states(Collection<String> members) {
        Map<String, String> states = new TreeMap<>();
        members.forEach(member -> states.put(member, attribute(state(member))));
        return states;
    }

    private static String state(String member) {
        return "dev-" + member + "/state";
    }

    /**
     * What was not synchronised yet replaces nothing: parity is wrong, and copies differ where
     * nothing was written since the array was made. Nobody replaces a journal.
     */
    private boolean hasAll(String level, Map<String, String> states) {
        return states.values().stream().noneMatch(MemberState::isJournal)
                && (!REDUNDANT.contains(level) || attribute("resync_start").strip().equals("none"));
    }

    private String attribute(String file) {
        try {
            String text = files.attribute(folder + file);
            if (text.isEmpty()) {
                throw new IOException("it is empty");
            }
            return text;
        } catch (IOException e) {
            gaps.at(name, folder + file, e);
            return "";
        }
    }

    private int tolerance(String level) {
        String file =
                switch (level) {
                    case "raid1" -> "raid_disks";
                    case "raid10" -> "layout";
                    default -> "level";
                };
        String text = attribute(file);
        try {
            return text.isEmpty() ? 0 : RaidLevel.tolerance(level, text, text);
        } catch (IOException e) {
            gaps.at(name, folder + file, e);
            return 0;
        }
    }

    private int number(String file) {
        String text = attribute(file);
        try {
            return text.isEmpty() ? Integer.MAX_VALUE : RaidLevel.number(text);
        } catch (IOException e) {
            gaps.at(name, folder + file, e);
            return Integer.MAX_VALUE;
        }
    }

    /** Spares, and those that have failed already and are counted as missing. */
    private Set<String> expendable(Map<String, String> states) {
        Set<String> expendable = new TreeSet<>();
        states.forEach(
                (member, state) -> {
                    if (isExpendable(member, state)) {
                        expendable.add(member);
                    }
                });
        return expendable;
    }

    private boolean isExpendable(String member, String state) {
        try {
            return !state.isEmpty() && MemberState.isExpendable(state);
        } catch (IOException e) {
            gaps.at(name, folder + state(member), e);
            return false;
        }
    }
}
