// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.request.Leftover;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** A removal of which nobody hears: which dependents have gone as well is for a module to say. */
final class Unheard {

    private static final int NAMED = 8;

    private Unheard() {}

    /**
     * Says so.
     *
     * @param removed what was removed
     * @param back dependents that were given back at its end, others' included
     * @return one sentence; none where nothing was given back that had been taken for it
     */
    static List<Assessment> of(ResolvedName removed, List<Leftover> back) {
        List<String> names =
                back.stream()
                        .filter(one -> one.places().contains(removed.key()))
                        .map(one -> one.resource().text())
                        .toList();
        String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
        String why =
                "nobody is registered for "
                        + removed.text()
                        + " any more who would know whether these have gone with it, and their users"
                        + " are told that they are back: "
                        + names.stream().limit(NAMED).collect(Collectors.joining(", "))
                        + more;
        return names.isEmpty() ? List.of() : List.of(new Assessment(Verdict.UNKNOWN, why));
    }

    /**
     * Says that a removal is not remembered with all that is below it, as too many are.
     *
     * @param removed what was removed
     * @return one sentence
     */
    static List<Assessment> forgotten(ResolvedName removed) {
        String why =
                removed.text()
                        + " was removed, and so many removals are remembered that what comes up"
                        + " there or below it from now on counts as there; 'lastpath refresh'"
                        + " forgets those that are there again and lead to disks";
        return List.of(new Assessment(Verdict.UNKNOWN, why));
    }
}
