// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.journal.OpenRequest;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * How far a DR request is. Immutable.
 *
 * @param state the state
 * @param sequence the request that brought it there
 * @param interval of a suspend; zero for none
 * @param owner who asked for it last
 * @param forced whether he forced it
 * @param wide whether what is below was asked about as well, though it began as a retire request
 * @param called who was called under it
 * @param holds who holds it, where it is a dependent
 * @param pending whether it is of an earlier run and was neither redone nor undone yet
 * @param attention why it waits for a person; empty if it does not
 * @param earlier what it was before it was redone, until that has ended well; null for none
 */
record Standing(
        RcmState state,
        RequestSequence sequence,
        Duration interval,
        Owner owner,
        boolean forced,
        boolean wide,
        Set<Called> called,
        Holds holds,
        boolean pending,
        String attention,
        Standing earlier) {

    Standing {
        called = Set.copyOf(called);
    }

    /** A new one, asked for by a request. */
    static Standing of(RcmState state, RequestScope scope, RcmFlags flags, Duration interval) {
        return new Standing(
                state,
                scope.sequence(),
                interval,
                scope.owner(),
                flags.has(RcmFlags.FORCE),
                false,
                Set.of(),
                Holds.NONE,
                false,
                "",
                null);
    }

    static Standing of(OpenRequest saved) {
        return new Standing(
                saved.state(),
                saved.sequence(),
                saved.interval(),
                saved.owner(),
                saved.flags().has(RcmFlags.FORCE),
                false,
                saved.called(),
                new Holds(saved.holds()),
                true,
                "",
                null);
    }

    /** A question may still be taken back, so that it settles nothing. */
    Standing asking(RcmState next, RequestScope by, RcmFlags with, Duration forHowLong) {
        return new Standing(
                next,
                by.sequence(),
                forHowLong,
                by.owner().after(owner),
                with.has(RcmFlags.FORCE),
                wide || !with.has(RcmFlags.RETIRE_REQUEST),
                called,
                holds,
                pending,
                attention,
                earlier);
    }

    Standing to(RcmState next, RequestSequence by) {
        return new Standing(
                next, by, interval, owner, forced, wide, called, holds, false, "", null);
    }

    Standing calling(Set<Called> more) {
        Set<Called> all = new HashSet<>(called);
        all.addAll(more);
        return with(all, holds, attention, earlier);
    }

    Standing exempting(Set<Called> some) {
        Set<Called> others = new HashSet<>(called);
        others.removeAll(some);
        return with(others, holds, attention, earlier);
    }

    Standing held(Holds by) {
        return with(called, by, attention, earlier);
    }

    Standing attention(String why) {
        return with(called, holds, why, earlier);
    }

    /** What this run makes of it is not the last word. */
    Standing redoing(Standing from) {
        return with(called, holds, attention, from);
    }

    /** It is to be redone or undone, as after a restart. */
    Standing waiting() {
        return new Standing(
                state, sequence, interval, owner, forced, wide, called, holds, true, "", null);
    }

    private Standing with(Set<Called> whom, Holds by, String why, Standing from) {
        return new Standing(
                state, sequence, interval, owner, forced, wide, whom, by, pending, why, from);
    }

    /** {@return what it was before it was redone, with who was called and holds it since} */
    Standing unredone() {
        return earlier == null ? this : earlier.calling(called).held(holds);
    }

    boolean isBeingDone() {
        return state == RcmState.OFFLINING || state == RcmState.SUSPENDING;
    }

    boolean isDone() {
        return isDone(state);
    }

    /** {@return whether everybody was told to let go, whatever they made of it} */
    static boolean isDone(RcmState state) {
        return switch (state) {
            case OFFLINE, OFFLINE_FAIL, SUSPENDED, SUSPEND_FAIL -> true;
            default -> false;
        };
    }

    boolean isQuerying() {
        return state == RcmState.OFFLINE_QUERYING || state == RcmState.SUSPEND_QUERYING;
    }
}
