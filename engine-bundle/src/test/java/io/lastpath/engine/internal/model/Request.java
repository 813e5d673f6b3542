// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A request from outside, while it runs (section 3). */
final class Request {

    final long number;
    final long initiator;
    final boolean event;
    final List<Place> roots;

    /** Section 9a: whoever asks, and whatever the state. */
    final boolean recovery;

    /** R7: what is being walked. */
    final List<Walk> underWay;

    /** Places whose information was given already (section 8, with R1). */
    final Set<List<String>> informed;

    /** R14: who refused in this request. */
    final Set<Client.Key> refusers = new HashSet<>();

    /** A query of it is taken back: what is passed on ends nothing. */
    boolean cancelling;

    /** Somebody did not answer in time, at any depth: nobody knows what becomes of it. */
    boolean silent;

    /** A step on a place and mark. */
    record Walk(String step, List<String> parts, boolean mark) {}

    Request(long number, long initiator, boolean event, List<Place> roots, boolean recovery) {
        this(number, initiator, event, roots, recovery, new ArrayList<>(), new HashSet<>());
    }

    private Request(
            long number,
            long initiator,
            boolean event,
            List<Place> roots,
            boolean recovery,
            List<Walk> underWay,
            Set<List<String>> informed) {
        this.number = number;
        this.initiator = initiator;
        this.event = event;
        this.roots = roots;
        this.recovery = recovery;
        this.underWay = underWay;
        this.informed = informed;
    }

    /** R6: the same, with a number of its own. */
    Request own(long other) {
        return new Request(other, initiator, event, roots, recovery, underWay, informed);
    }

    /** R14: what is not recovered yet, and what was recovered of this request. */
    boolean mayRecover(Entry entry, boolean cascaded) {
        return recovery && entry.cascaded == cascaded && (entry.pending || entry.number == number);
    }
}
