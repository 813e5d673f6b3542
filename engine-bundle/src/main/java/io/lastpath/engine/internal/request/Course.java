// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a DR request goes on from one standing to the next, and back where a query is taken back.
 * Guarded by the table's lock.
 */
final class Course {

    private final Past past = new Past();
    private Standing now;

    /** What it was before it is done once more; null where it was not done before. */
    private Standing done;

    /** The request that created it, while that is under way; before it there was nothing. */
    private long creator;

    /** One to be {@link #start started}. */
    Course() {}

    /** One that goes on from there. */
    Course(Standing now) {
        this.now = now;
    }

    Standing now() {
        return now;
    }

    void start(RcmState state, RequestScope scope, RcmFlags flags, Duration interval) {
        creator = scope.sequence().number();
        now = Standing.of(state, scope, flags, interval);
    }

    /** Changes the standing, and not those before it. */
    void change(UnaryOperator<Standing> how) {
        now = how.apply(now);
    }

    /** Changes the standing and those that it may go back to. */
    void changeAll(UnaryOperator<Standing> how) {
        now = how.apply(now);
        done = done == null ? null : how.apply(done);
        past.replaceAll(how);
    }

    /** A query may be taken back: the standing before it is kept until the request goes on. */
    void query(RcmState state, RequestScope scope, RcmFlags with, Duration interval) {
        long number = scope.sequence().number();
        boolean another = now.sequence().number() != number;
        boolean first = another || !now.isQuerying() || isUntouched();
        if (first && !isOnlyFor(number)) {
            past.add(now);
        }
        now = now.asking(state, scope, with, interval);
    }

    /** Then it goes with the query, unless others hold it or somebody has gone on with it. */
    private boolean isOnlyFor(long number) {
        Holds holds = now.holds();
        boolean only =
                holds.isEmpty() ? now.sequence().number() == number : holds.areOnlyOf(number);
        return creator == number && only && now.isQuerying();
    }

    void advance(RcmState state, RequestSequence sequence) {
        finish(sequence.number());
        Standing before = past.first().orElse(now);
        done = before.isDone() ? before : null;
        past.clear();
        now = now.to(state, sequence);
    }

    /** Goes on as one of an earlier run that is redone, and is what it was until that ends well. */
    void redo(RcmState state, RequestSequence sequence) {
        Standing from = past.first().orElse(now);
        Standing earlier = from.pending() ? from : now.earlier();
        advance(state, sequence);
        now = now.redoing(earlier);
    }

    /** It was redone: what it was before does not matter any more. */
    void redone() {
        changeAll(one -> one.redoing(null));
    }

    /**
     * Nothing came of the redo: it waits as before. Where somebody is asking about it, it does so
     * when that is taken back.
     */
    void unredo() {
        changeAll(one -> one.isQuerying() ? one.redoing(null) : one.unredone());
    }

    /** Goes on to its end, which may still be taken back. */
    void end(RcmState state, RequestSequence sequence) {
        Standing before = now;
        advance(state, sequence);
        past.add(before);
    }

    /** Notes that what its creator does with it from now on may be taken back by itself. */
    void finish(long number) {
        creator = creator == number ? 0 : creator;
    }

    /**
     * Goes back to the standing before.
     *
     * @return whether there was one
     */
    boolean restore() {
        Optional<Standing> before = past.takeLast();
        before.ifPresent(one -> now = one);
        return before.isPresent();
    }

    /**
     * A query that is over changes nothing for those who had let go before; it holds on to them.
     * What waits for its recovery waits as before, also for whoever was called in the query.
     *
     * @return whether there was one
     */
    boolean settleQuery() {
        if (!now.isQuerying() || past.isEmpty()) {
            return false;
        }
        Standing asked = now;
        restore();
        now = (now.pending() ? now.calling(asked.called()) : now).held(asked.holds());
        return true;
    }

    /** Waits like one of an earlier run, for what it was taken along with. */
    void await() {
        change(Standing::waiting);
    }

    /** Forgets the queries of a request which is over, where others have asked since. */
    void forgetQueriesOf(long number) {
        past.forgetQueriesOf(number);
    }

    boolean wasQueriedBy(long number) {
        return past.hasQueryOf(number);
    }

    boolean hasPast() {
        return !past.isEmpty();
    }

    /** {@return what it is apart from queries that are under way; a query where it is nothing} */
    Standing unasked() {
        return now.isQuerying() ? past.lastUnasked().orElse(now) : now;
    }

    /** {@return whether it is of an earlier run, and this run has not asked about it so far} */
    boolean isUntouched() {
        return now.pending() && past.isEmpty();
    }

    /**
     * {@return what it goes back to after a crash: a query of something that stands is undone, what
     * was being redone is redone, and so is what was being done once more}
     */
    Standing lasting() {
        if (now.isBeingDone() && now.earlier() == null && done != null) {
            return done;
        }
        Standing lasting = now.isQuerying() ? past.first().orElse(now) : now;
        return lasting.unredone();
    }
}
