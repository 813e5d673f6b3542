// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.List;
import java.util.Map;

/** What Lastpath does instead of what the labels of the traces name. */
final class Hazards {

    private static final Map<String, String> INSTEAD =
            Map.ofEntries(
                    Map.entry("lock-scan-truncated", "Conflicts are looked for among all entries."),
                    Map.entry(
                            "spelling-not-normalised-in-locks",
                            "Conflicts are looked for by the place in the tree, however a name is"
                                    + " spelt."),
                    Map.entry(
                            "dr-after-event-refused",
                            "DR interest can be added to a registration for events."),
                    Map.entry(
                            "filesys-flag-sticky",
                            "Unregistering drops the kind, whatever the mark was."),
                    Map.entry(
                            "register-success-without-client",
                            "A registration with a module that cannot be used is EINVAL."),
                    Map.entry(
                            "revive-skips-lock-check",
                            "Registering again after a removal is checked like a new"
                                    + " registration."),
                    Map.entry(
                            "query-undoes-offline",
                            "A cancelled query puts back what was there before: entry and"
                                    + " registrants."),
                    Map.entry(
                            "list-left-querying",
                            "Resources of the list that the real pass did not reach are given"
                                    + " back."),
                    Map.entry(
                            "querying-entry-never-recovered",
                            "A query that a kill interrupted is undone at the next start, and who"
                                    + " had been asked is told."),
                    Map.entry(
                            "lock-vanishes-mid-operation",
                            "What is still being asked about cannot be ended: EAGAIN."),
                    Map.entry(
                            "retire-remove-walks-subtree",
                            "A notification walks the set that the request walked."),
                    Map.entry(
                            "stale-cascade-lock",
                            "When the last root that took a cascaded entry has ended, the entry"
                                    + " ends with it and its registrants are told."),
                    Map.entry(
                            "cascade-lock-adopted",
                            "A cascaded entry has a holder for each request that took it; a"
                                    + " cancelled query takes its own holder away again."),
                    Map.entry(
                            "cascade-entry-orphaned",
                            "After a restart, cascaded entries that no root holds any more are"
                                    + " told and end."),
                    Map.entry(
                            "restart-undo-is-silent",
                            "An undo after a restart tells the registrants that had been called."),
                    Map.entry(
                            "suspend-interval-lost",
                            "The interval of a suspend stays with the entry and is used again"
                                    + " after a restart."),
                    Map.entry(
                            "resume-mark-sticks",
                            "The mark that a resource was suspended is worked out for each"
                                    + " resource."),
                    Map.entry(
                            "event-callback-is-top-level",
                            "An event has a number of its own; what its callbacks take belongs to"
                                    + " it and its sender, and a refusal gives back only what was"
                                    + " asked for in it."),
                    Map.entry("removed-path-counts-online", "A removed PHCI is not a spare path."),
                    Map.entry(
                            "initiator-unwatched-after-restart",
                            "Initiators that hold entries are watched after a restart, too."),
                    Map.entry("info-list-reset", "Tuples of a second call are appended."),
                    Map.entry(
                            "cancel-never-ends",
                            "A cancel uses the file-system mark of each entry, and ends."),
                    Map.entry(
                            "filesys-entry-blocks-start",
                            "Recovery uses the file-system mark of the entry."),
                    Map.entry(
                            "assert-abort",
                            "The file-system flag where no file system is, is EINVAL; a conflict"
                                    + " is a refusal also for a module that wants no tuples."),
                    Map.entry(
                            "module-self-deadlock",
                            "No lock is held while the multipath module calls out."));

    /** Why nothing is different although the label is there. */
    private static final Map<String, String> SAME =
            Map.of(
                    "cascade-needs-query",
                    "A cascaded real request needs the entry of its query here, too.",
                    "event-callback-is-top-level",
                    "The event has a number of its own, which nothing seen here depends on.",
                    "list-left-querying",
                    "The outside request has one resource, which was reached: what its cascade"
                            + " only queried stays with it until it is ended.",
                    "suspend-interval-lost",
                    "Nobody is asked again to suspend, so no interval is seen.",
                    "restart-undo-is-silent",
                    "Nobody had been called under the entries that are undone.");

    /** Labels that name only what follows from what another label names, or is not seen. */
    private static final Map<String, List<String>> ACTING =
            Map.of(
                    "r01067", List.of("querying-entry-never-recovered"),
                    "reap-querying-left", List.of("list-left-querying"));

    /** What else is seen of a record, which no label names. */
    private static final Map<String, String> MORE =
            Map.of("r01169", " What was forced is redone with force.");

    private Hazards() {}

    static String more(String record) {
        return MORE.getOrDefault(record, "");
    }

    static List<String> acting(String record, List<String> labels) {
        return ACTING.getOrDefault(record, labels);
    }

    static String instead(List<String> labels) {
        return String.join(" ", labels.stream().map(one -> known(INSTEAD, one)).toList());
    }

    static String same(List<String> labels) {
        return String.join(" ", labels.stream().map(one -> known(SAME, one)).toList());
    }

    private static String known(Map<String, String> sentences, String label) {
        String sentence = sentences.get(label);
        if (sentence == null) {
            throw new IllegalArgumentException("no sentence for the label " + label);
        }
        return sentence;
    }
}
