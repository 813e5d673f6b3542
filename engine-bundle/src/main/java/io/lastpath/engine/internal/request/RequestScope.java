// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.call.Respite;
import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RequestSequence;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The place of a call in the tree of calls that one outside request causes: the request itself, or
 * a callback within it whose module calls back. Dead once its callback has returned, with all that
 * lies deeper. Safe for use by several threads.
 */
public final class RequestScope {

    private final OutsideRequest root;
    private final RequestSequence sequence;
    private final Trail trail;
    private final Said said;
    private final Agreements agreements;
    private final Respite respite;
    private final BooleanSupplier alive;
    private volatile boolean open = true;

    private RequestScope(
            OutsideRequest root,
            RequestSequence sequence,
            Trail trail,
            Said said,
            Agreements agreements,
            Respite respite,
            BooleanSupplier alive) {
        this.root = root;
        this.sequence = sequence;
        this.trail = trail;
        this.said = said;
        this.agreements = agreements;
        this.respite = respite;
        this.alive = alive;
    }

    /**
     * The scope of an outside request.
     *
     * @param owner who asks
     * @param number of the request
     * @param running whether the coordinator still works
     * @return the scope, at depth 0
     */
    public static RequestScope outside(Owner owner, long number, BooleanSupplier running) {
        return outside(owner, false, number, running, null);
    }

    /**
     * The scope of a request that was left behind and is redone or undone. It goes on with that
     * one, and not with what its initiator asks for meanwhile. Of an earlier run, it goes on with
     * all that this one left behind, whosever it is and however far it is.
     *
     * @param one what was left behind
     * @param running whether the coordinator still works
     * @return the scope, at depth 0
     */
    public static RequestScope finishing(Leftover one, BooleanSupplier running) {
        return outside(one.owner(), one.isEarlier(), one.number(), running, one.entry());
    }

    private static RequestScope outside(
            Owner owner,
            boolean recovering,
            long number,
            BooleanSupplier running,
            DrEntry leftover) {
        OutsideRequest root = OutsideRequest.of(owner, number, recovering, running, leftover);
        return new RequestScope(
                root,
                new RequestSequence(number, 0),
                Trail.OUTSIDE,
                Said.nothing(),
                new Agreements(),
                new Respite(),
                running);
    }

    /**
     * The scope of a callback that serves this one.
     *
     * @param names what the call being served named
     * @param mark the walk that the callback is part of; null for none
     * @param who whose callback it is
     * @return the scope, one deeper
     */
    public RequestScope callback(List<String> names, WalkMark mark, Called who) {
        return new RequestScope(
                root,
                sequence.deeper(),
                trail.deeper(new Serving(names, mark, who)),
                said.deeper(),
                agreements,
                new Respite(),
                this::isOpen);
    }

    /**
     * The same place, for one of several operations that an event callback makes. Nothing of it is
     * part of what goes on around: neither what it takes, nor who refuses.
     *
     * @param number of its own
     * @return the scope, at the same depth
     */
    public RequestScope operation(long number) {
        return new RequestScope(
                root,
                new RequestSequence(number, sequence.depth()),
                trail.apart(),
                said.apart(),
                new Agreements(),
                respite,
                this::isOpen);
    }

    /**
     * The same place, for what has been begun and goes to its end as long as the coordinator works:
     * whoever passed it on may have left, or answered, meanwhile.
     *
     * @return the scope, at the same depth
     */
    public RequestScope lasting() {
        return new RequestScope(root, sequence, trail, said, agreements, respite, root.running());
    }

    /** {@return who asks outside} */
    public Owner owner() {
        return root.owner();
    }

    /** {@return who asks outside, and what he gives up of what is served here} */
    public Intent intent() {
        return trail.givingUp(owner().intent());
    }

    /** {@return whether an earlier run's request is redone or undone} */
    public boolean isRecovering() {
        return root.recovering();
    }

    /** {@return the number of the request that is made outside} */
    long outside() {
        return root.number();
    }

    /** {@return what is redone with the request, at all depths; guarded by the table's lock} */
    Set<DrEntry> redone() {
        return root.redone();
    }

    /** {@return what was ended in the request, at all depths; guarded by the table's lock} */
    Set<DrEntry> ended() {
        return root.ended();
    }

    /** {@return whether something is redone or undone that was left behind} */
    public boolean isFinishing() {
        return root.leftover() != null;
    }

    /**
     * Tells whether what was left behind is not there any more.
     *
     * @param entry what is there in its place; null for nothing
     * @return whether that is another one, or somebody has gone on with it; with the table's lock
     */
    boolean isTooLate(DrEntry entry) {
        return isFinishing()
                && !isCascaded()
                && (entry != root.leftover() || entry.number() != sequence.number());
    }

    public RequestSequence sequence() {
        return sequence;
    }

    /** {@return the places that the outside request itself names} */
    public Set<TreeKey> roots() {
        return root.places();
    }

    /** {@return the places whose dependents were told already in this request} */
    public Set<TreeKey> informed() {
        return root.informed();
    }

    /** {@return what the call being served named} */
    public List<String> served() {
        return trail.serving().names();
    }

    /** {@return what those who are called in this scope say} */
    public Said said() {
        return said;
    }

    /** {@return who was asked in the operation and has not been told yet} */
    public Agreements agreements() {
        return agreements;
    }

    /** Notes that all were waited for who were to register, as only an outside request does. */
    public void waited() {
        if (!isCascaded()) {
            agreements.waited();
        }
    }

    /** {@return how long the callback has been waiting for calls of its own} */
    public Respite respite() {
        return respite;
    }

    /** {@return whether the callback serves an event, whose query nobody else makes} */
    public boolean isServingEvent() {
        return trail.serving().isEvent();
    }

    /**
     * {@return whether what a module asks others to let go here has no question around it that
     * counts what they say: as in an event, and in a notification or an inquiry of an initiator}
     */
    public boolean isUnasked() {
        return isServingEvent() || !(trail.isAsking() || isFinishing());
    }

    /**
     * {@return whether what is done here is kept with an operation around it, and not by itself}
     */
    public boolean isPartOfAnother() {
        return !trail.isOperation();
    }

    /** {@return whether calls of this scope come from a module} */
    public boolean isCascaded() {
        return sequence.depth() > 0;
    }

    /** {@return whether a walk is under way further out: walking again would go in a circle} */
    public boolean isWalking(WalkMark mark) {
        return trail.isWalking(mark);
    }

    /** {@return whether a query of the operation is being taken back here, at all depths} */
    boolean isCancelling() {
        return trail.isCancelling();
    }

    /** {@return the walk that the callback is part of; null outside of any} */
    WalkMark walking() {
        return trail.serving().walking();
    }

    /** {@return whose callback it is; null outside of any} */
    Called caller() {
        return trail.serving().caller();
    }

    /**
     * Finds which resource of the outside request's own list a call goes back to.
     *
     * @param own the resource that the call itself names
     * @return where the outermost walk started; {@code own} outside of any walk
     */
    public TreeKey origin(TreeKey own) {
        return trail.origin(own);
    }

    /** {@return the places between what the outside request named and what a call names} */
    Set<TreeKey> through() {
        Set<TreeKey> places = trail.places();
        places.removeAll(roots());
        return places;
    }

    /** {@return whether what is done in this scope still counts} */
    public boolean isOpen() {
        return open && alive.getAsBoolean();
    }

    /** {@return whether the coordinator still works} */
    public boolean isRunning() {
        return root.running().getAsBoolean();
    }

    /** Ends the scope; what comes later from it is void. */
    public void close() {
        open = false;
    }
}
