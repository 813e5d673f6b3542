// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.table.Gaps;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Clients that have no usable path by the paths' own states, with who uses them. In a tree that is
 * incomplete, none is said to have none: the paths may be in what was not read. Immutable.
 *
 * @param count how many
 * @param sentences one for each, those without any path first, each sort in walk order; at most the
 *     first {@link Gaps#SHOWN}
 */
public record LostClients(int count, List<String> sentences) {

    /** None. */
    public static final LostClients NONE = new LostClients(0, List.of());

    /** Copies the list. */
    public LostClients {
        sentences = List.copyOf(sentences);
    }

    private record Lost(String label, String resource, String what) {}

    private record Place(Group group, int client) {

        int walkIndex() {
            return group.walkIndex(client);
        }
    }

    /** Looks for them, and asks about those that are named. */
    static LostClients of(GroupTable table, Function<Set<String>, Usage> ask) {
        List<Place> unusable = unusable(table);
        List<Lost> lost = named(table.gaps(), unusable);
        Usage usage =
                ask.apply(
                        lost.stream()
                                .map(Lost::resource)
                                .filter(resource -> !resource.isEmpty())
                                .collect(Collectors.toCollection(LinkedHashSet::new)));
        return new LostClients(
                table.gaps().lostCount() + unusable.size(),
                lost.stream().map(one -> sentence(one, usage.of(one.resource()))).toList());
    }

    private static List<Lost> named(Gaps gaps, List<Place> unusable) {
        boolean complete = gaps.count() == 0;
        String none = complete ? "has no path left" : "has no path that is known";
        List<Lost> lost = new ArrayList<>();
        gaps.lost().forEach(one -> lost.add(new Lost(one.label(), one.resource(), none)));
        unusable.stream()
                .limit(Gaps.SHOWN - lost.size())
                .map(place -> lost(place, complete))
                .forEach(lost::add);
        return lost;
    }

    private static List<Place> unusable(GroupTable table) {
        Set<Gaps.PartlyKnown> elsewhere = new LinkedHashSet<>(table.gaps().partial());
        List<Place> unusable = new ArrayList<>();
        for (int i = 0; i < table.groupCount(); i++) {
            Group group = table.group(i);
            for (int client = 0; client < group.size(); client++) {
                if (group.usablePaths(client) == 0
                        && !elsewhere.contains(new Gaps.PartlyKnown(group, client))) {
                    unusable.add(new Place(group, client));
                }
            }
        }
        unusable.sort(Comparator.comparingInt(Place::walkIndex));
        return unusable;
    }

    private static Lost lost(Place place, boolean complete) {
        Group group = place.group();
        int client = place.client();
        return new Lost(
                group.label(client),
                group.isNameable(client) ? group.resource(client) : "",
                complete && !hasUnknownPath(group, client)
                        ? "has no usable path"
                        : "has no path that is known to be usable");
    }

    private static boolean hasUnknownPath(Group group, int client) {
        for (int slot = 0; slot < group.slots(); slot++) {
            if (group.state(client, slot) == PathState.UNKNOWN) {
                return true;
            }
        }
        return false;
    }

    private static String sentence(Lost client, Usage.Users users) {
        String used = users.users().stream().map(User::toString).collect(Collectors.joining("; "));
        boolean known = users.failure().isEmpty() && !users.isMissed();
        String who = known ? "used by nobody" : "who uses it is not known";
        return client.label()
                + " "
                + client.what()
                + "; "
                + (used.isEmpty() ? who : "used by " + used + (known ? "" : "; " + who));
    }
}
