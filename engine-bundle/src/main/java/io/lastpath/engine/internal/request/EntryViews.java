// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.journal.OpenRequest;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How DR requests are shown to others and kept for later. Guarded by the table's lock. */
final class EntryViews {

    /** Property of a tuple: what was asked for where its resource was taken along with it. */
    private static final String OUTSIDE = "request";

    /** Property of a tuple: who asked for that. */
    private static final String ASKED_BY = "requestedBy";

    private EntryViews() {}

    static DrRequest snapshot(DrEntry entry) {
        return new DrRequest(
                entry.resource().text(),
                entry.isFilesys(),
                entry.state(),
                entry.owner().intent(),
                entry.sequence(),
                entry.flags(),
                entry.since(),
                entry.attention());
    }

    static OpenRequest saved(DrEntry entry) {
        Standing kept = entry.course().lasting();
        return new OpenRequest(
                entry.slot(),
                entry.resource().text(),
                entry.isFilesys(),
                kept.state(),
                kept.sequence(),
                kept.interval(),
                kept.owner(),
                entry.flags(kept),
                entry.since(),
                entry.origin(),
                kept.holds().all(),
                entry.called(),
                entry.served());
    }

    static InfoTuple listed(DrEntry entry) {
        String name = entry.resource().text();
        return tuple(entry, entry.isFilesys() ? name + "(fs)" : name, "", Map.of());
    }

    static InfoTuple busy(DrEntry entry) {
        return busy(entry, Map.of());
    }

    /**
     * {@return the tuple of a request that is in the way}
     *
     * @param entry the request
     * @param outside what was asked for where this was taken along with it; otherwise none
     */
    static InfoTuple busy(DrEntry entry, List<DrEntry> outside) {
        return outside.isEmpty()
                ? busy(entry)
                : busy(
                        entry,
                        Map.of(
                                OUTSIDE,
                                joined(outside, " ", one -> one.resource().text()),
                                ASKED_BY,
                                joined(outside, " and ", one -> initiator(one).id())));
    }

    private static String joined(
            List<DrEntry> entries, String between, Function<DrEntry, String> what) {
        return entries.stream().map(what).distinct().collect(Collectors.joining(between));
    }

    private static Initiator initiator(DrEntry entry) {
        return entry.owner().intent().initiator();
    }

    private static InfoTuple busy(DrEntry entry, Map<String, String> more) {
        return tuple(entry, entry.resource().text(), "Resource is busy", more);
    }

    private static InfoTuple tuple(
            DrEntry entry, String name, String error, Map<String, String> more) {
        return new InfoTuple(
                name,
                "",
                entry.isCascaded() ? 0 : initiator(entry).pid(),
                entry.state(),
                entry.sequence(),
                "DR operation in progress",
                error,
                facts(entry, more));
    }

    private static Map<String, String> facts(DrEntry entry, Map<String, String> more) {
        Map<String, String> facts = new HashMap<>(more);
        facts.put("holder", initiator(entry).id());
        facts.put("since", entry.since().toString());
        facts.put("reason", entry.owner().intent().reason());
        if (!entry.interval().isZero()) {
            facts.put("intervalMillis", Long.toString(entry.interval().toMillis()));
        }
        return facts;
    }
}
