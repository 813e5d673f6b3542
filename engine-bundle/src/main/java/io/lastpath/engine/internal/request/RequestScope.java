// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.call.Respite;
import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.Answer;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RequestSequence;
import io.lastpath.rcm.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The place of a call in the tree of calls that one outside request causes: the request itself, or
 * a callback within it whose module calls back. Dead once its callback has returned, with all that
 * lies deeper. Safe for use by several threads.
 */
public final class RequestScope {

    private static final int MOST_ANSWERS = 1_000;

    private final Owner owner;
    private final boolean recovering;
    private final RequestSequence sequence;
    private final RequestScope parent;
    private final BooleanSupplier running;
    private final Serving serving;
    private final Set<TreeKey> informed;
    private final Set<TreeKey> roots;
    private final Agreements agreements;
    private final Queue<Answer> answers;
    private final AtomicInteger unlisted;
    private final Set<Called> refusers;
    private final Queue<Assessment> graves = new ConcurrentLinkedQueue<>();
    private final Respite respite;
    private volatile boolean open = true;

    private RequestScope(
            Owner owner,
            boolean recovering,
            RequestSequence sequence,
            RequestScope parent,
            BooleanSupplier running,
            Serving serving,
            Agreements agreements,
            Respite respite) {
        this.owner = owner;
        this.recovering = recovering;
        this.sequence = sequence;
        this.parent = parent;
        this.running = running;
        this.serving = serving;
        this.informed = parent == null ? ConcurrentHashMap.newKeySet() : parent.informed;
        this.roots = parent == null ? ConcurrentHashMap.newKeySet() : parent.roots;
        this.agreements = agreements;
        this.respite = respite;
        this.refusers = isOperation() ? ConcurrentHashMap.newKeySet() : parent.refusers;
        this.answers = parent == null ? new LinkedBlockingQueue<>(MOST_ANSWERS) : parent.answers;
        this.unlisted = parent == null ? new AtomicInteger() : parent.unlisted;
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
        return outside(owner, false, number, running);
    }

    /**
     * The scope of a request of an earlier run that is redone or undone. It goes on with what that
     * run left behind, whosever it is and however far it is.
     *
     * @param owner whose request it was
     * @param number it had
     * @param running whether the coordinator still works
     * @return the scope, at depth 0
     */
    public static RequestScope recovery(Owner owner, long number, BooleanSupplier running) {
        return outside(owner, true, number, running);
    }

    private static RequestScope outside(
            Owner owner, boolean recovering, long number, BooleanSupplier running) {
        return new RequestScope(
                owner,
                recovering,
                new RequestSequence(number, 0),
                null,
                running,
                Serving.NOTHING,
                new Agreements(),
                new Respite());
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
                owner,
                recovering,
                sequence.deeper(),
                this,
                running,
                new Serving(names, mark, who),
                agreements,
                new Respite());
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
                owner,
                recovering,
                new RequestSequence(number, sequence.depth()),
                this,
                running,
                serving,
                new Agreements(),
                respite);
    }

    /** {@return whether no more of the operation lies further out} */
    private boolean isOperation() {
        return parent == null || parent.sequence.number() != sequence.number();
    }

    /** {@return who asks outside} */
    public Owner owner() {
        return owner;
    }

    public Intent intent() {
        return owner.intent();
    }

    /** {@return whether an earlier run's request is redone or undone} */
    public boolean isRecovering() {
        return recovering;
    }

    public RequestSequence sequence() {
        return sequence;
    }

    /** {@return the places that the outside request itself names} */
    public Set<TreeKey> roots() {
        return roots;
    }

    /** {@return what the call being served named} */
    public List<String> served() {
        return serving.names();
    }

    /** Notes what somebody who was called in this request has answered. */
    public void note(Answer answer) {
        if (!answers.offer(answer)) {
            unlisted.incrementAndGet();
        }
    }

    /**
     * Notes what somebody who was called in this scope has said that must not be lost, whatever
     * those who asked him make of it.
     */
    public void assess(List<Assessment> said) {
        said.stream().filter(RequestScope::isGrave).forEach(graves::add);
        if (!isOperation()) {
            parent.assess(said);
        }
    }

    private static boolean isGrave(Assessment one) {
        return one.verdict() == Verdict.UNKNOWN || one.verdict() == Verdict.SYSTEM_CRITICAL;
    }

    /** {@return what was said in this scope and deeper, in that order} */
    public List<Assessment> graves() {
        return List.copyOf(graves);
    }

    /**
     * {@return who refused by themselves in the operation, at all depths, and not because somebody
     * refused whom they asked}
     */
    public Set<Called> refusers() {
        return refusers;
    }

    /** {@return who was called in the outside request and answered what, at all depths} */
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** {@return how many answers there were beyond those that are kept} */
    public int unlisted() {
        return unlisted.get();
    }

    /** {@return who was asked in the operation and has not been told yet} */
    public Agreements agreements() {
        return agreements;
    }

    /** {@return how long the callback has been waiting for calls of its own} */
    public Respite respite() {
        return respite;
    }

    /** {@return the places whose dependents were told already in this request} */
    public Set<TreeKey> informed() {
        return informed;
    }

    /** {@return whether the callback serves an event, whose query nobody else makes} */
    public boolean isServingEvent() {
        return serving.isEvent();
    }

    /** {@return whether calls of this scope come from a module} */
    public boolean isCascaded() {
        return sequence.depth() > 0;
    }

    /**
     * Tells whether a walk is under way further out, so that walking again would go in a circle.
     *
     * @param mark the walk
     * @return whether it is
     */
    public boolean isWalking(WalkMark mark) {
        return mark.equals(serving.walking()) || (parent != null && parent.isWalking(mark));
    }

    /**
     * {@return whether a query of the operation is being taken back here, which the coordinator
     * does by itself at all depths: nothing is ended or taken meanwhile}
     */
    boolean isCancelling() {
        return serving.isCancel() || (!isOperation() && parent.isCancelling());
    }

    /** {@return the walk that the callback is part of; null outside of any} */
    WalkMark walking() {
        return serving.walking();
    }

    /** {@return whose callback it is; null outside of any} */
    Called caller() {
        return serving.caller();
    }

    /**
     * Finds which resource of the outside request's own list a call goes back to.
     *
     * @param own the resource that the call itself names
     * @return where the outermost walk started; {@code own} outside of any walk
     */
    public TreeKey origin(TreeKey own) {
        TreeKey origin = serving.origin(own);
        return parent == null ? origin : parent.origin(origin);
    }

    /** {@return the places between what the outside request named and what a call names} */
    Set<TreeKey> through() {
        Set<TreeKey> places = new HashSet<>();
        for (RequestScope at = this; at != null; at = at.parent) {
            if (at.serving.walking() != null) {
                places.add(at.serving.walking().key());
            }
        }
        places.removeAll(roots);
        return places;
    }

    /** {@return whether what is done in this scope still counts} */
    public boolean isOpen() {
        return open && (parent == null ? running.getAsBoolean() : parent.isOpen());
    }

    /** {@return whether the coordinator still works} */
    public boolean isRunning() {
        return running.getAsBoolean();
    }

    /** Ends the scope; what comes later from it is void. */
    public void close() {
        open = false;
    }
}
