// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * One DR request of the table. Mutable; every access holds the table's lock, except to what never
 * changes.
 */
public final class DrEntry {

    private record Standing(RcmState state, RequestSequence sequence, Duration interval) {}

    private final ResolvedName resource;
    private final boolean filesys;
    private final Intent owner;
    private final boolean cascaded;
    private final RcmFlags flags;
    private final Instant since;
    private final TreeKey origin;
    private int slot;
    private Standing standing;
    private Standing earlier;

    DrEntry(RequestScope scope, ResolvedName resource, RcmFlags flags, Instant since) {
        this.resource = resource;
        this.filesys = flags.has(RcmFlags.FILESYS);
        this.owner = scope.intent();
        this.cascaded = scope.isCascaded();
        this.flags = flags;
        this.since = since;
        this.origin = scope.origin(resource.key());
    }

    public ResolvedName resource() {
        return resource;
    }

    public TreeKey key() {
        return resource.key();
    }

    public boolean isFilesys() {
        return filesys;
    }

    public RcmFlags flags() {
        return flags;
    }

    int slot() {
        return slot;
    }

    void slot(int number) {
        slot = number;
    }

    RcmState state() {
        return standing.state();
    }

    long number() {
        return standing.sequence().number();
    }

    /** {@return which resource of the outside request's own list this one was taken for} */
    public TreeKey origin() {
        return origin;
    }

    /** {@return whether it went no further than the query} */
    public boolean isQuerying() {
        return state() == RcmState.OFFLINE_QUERYING || state() == RcmState.SUSPEND_QUERYING;
    }

    boolean isTransitional() {
        return switch (state()) {
            case ONLINING, OFFLINING, REMOVING, RESUMING, SUSPENDING -> true;
            default -> false;
        };
    }

    /**
     * A module may give back what another initiator's request took along, since whichever path
     * comes back first brings the disks back; it may not take it a second time.
     */
    boolean isFor(RequestScope scope, Step step) {
        if (cascaded != scope.isCascaded()) {
            return false;
        }
        return isLedBy(scope.intent()) || (cascaded && step.isEnding());
    }

    boolean isLedBy(Intent intent) {
        return owner.initiator().isSameAs(intent.initiator());
    }

    void start(RcmState state, RequestSequence sequence, Duration interval) {
        standing = new Standing(state, sequence, interval);
    }

    /** A query may be taken back: the standing before it is kept until the request goes on. */
    void query(RcmState state, RequestSequence sequence, Duration interval) {
        if (number() != sequence.number()) {
            earlier = standing;
        }
        standing = new Standing(state, sequence, interval);
    }

    void advance(RcmState state, RequestSequence sequence) {
        earlier = null;
        standing = new Standing(state, sequence, standing.interval());
    }

    boolean restore() {
        if (earlier == null) {
            return false;
        }
        standing = earlier;
        earlier = null;
        return true;
    }

    boolean hasEarlier() {
        return earlier != null;
    }

    DrRequest snapshot() {
        return new DrRequest(
                resource.text(), filesys, state(), owner, standing.sequence(), flags, since);
    }

    InfoTuple listed() {
        return tuple(filesys ? resource.text() + "(fs)" : resource.text(), "");
    }

    InfoTuple busy() {
        return tuple(resource.text(), "Resource is busy");
    }

    private InfoTuple tuple(String name, String error) {
        Initiator initiator = owner.initiator();
        return new InfoTuple(
                name,
                "",
                cascaded ? 0 : initiator.pid(),
                state(),
                standing.sequence(),
                "DR operation in progress",
                error,
                facts());
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>();
        facts.put("holder", owner.initiator().id());
        facts.put("since", since.toString());
        facts.put("reason", owner.reason());
        if (!standing.interval().isZero()) {
            facts.put("intervalMillis", Long.toString(standing.interval().toMillis()));
        }
        return facts;
    }
}
