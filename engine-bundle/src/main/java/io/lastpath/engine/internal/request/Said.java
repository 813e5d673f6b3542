// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.journal.Called;
import io.lastpath.rcm.Answer;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What those who were called in a scope have said. Answers go to all records that they belong to;
 * what else is said counts in the operation that it was said in, and not around it. Safe for use by
 * several threads.
 */
public final class Said {

    private static final int MOST_ANSWERS = 1_000;

    private final Said outer;
    private final boolean isOperation;
    private final Queue<Answer> answers;
    private final AtomicInteger unlisted;
    private final Set<Called> refusers;
    private final AtomicBoolean hindered;
    private final Queue<Assessment> graves = new ConcurrentLinkedQueue<>();
    private final Queue<InfoTuple> graveUses = new ConcurrentLinkedQueue<>();

    private Said(Said outer, boolean isOperation) {
        this.outer = outer;
        this.isOperation = isOperation;
        this.answers = isOperation ? new LinkedBlockingQueue<>(MOST_ANSWERS) : outer.answers;
        this.unlisted = isOperation ? new AtomicInteger() : outer.unlisted;
        this.refusers = isOperation ? ConcurrentHashMap.newKeySet() : outer.refusers;
        this.hindered = isOperation ? new AtomicBoolean() : outer.hindered;
    }

    /** {@return nothing so far, in an outside request} */
    static Said nothing() {
        return new Said(null, true);
    }

    /** {@return nothing so far, in a callback in this scope} */
    Said deeper() {
        return new Said(this, false);
    }

    /** {@return nothing so far, in an operation that is part of nothing around it} */
    Said apart() {
        return new Said(this, true);
    }

    /** Notes what somebody who was called has answered. */
    public void answered(Answer answer) {
        if (!answers.offer(answer)) {
            unlisted.incrementAndGet();
        }
        Said around = operation().outer;
        if (around != null) {
            around.answered(answer);
        }
    }

    private Said operation() {
        return isOperation ? this : outer.operation();
    }

    /** Notes who refused by himself, and not because somebody refused whom he asked. */
    public void refused(Called one) {
        refusers.add(one);
    }

    /** Notes that something was in the way which goes by itself soon. */
    void hindered() {
        hindered.set(true);
    }

    /**
     * {@return whether something was in the way of the operation, at any depth, which goes by
     * itself soon, as what others only ask about}
     */
    public boolean isHindered() {
        return hindered.get();
    }

    /**
     * Notes what somebody who was called in this scope has said that must not be lost, whatever
     * those who asked him make of it.
     */
    public void assess(List<Assessment> said) {
        said.stream().filter(Said::isGrave).forEach(graves::add);
        if (!isOperation) {
            outer.assess(said);
        }
    }

    /** Notes a use in the same way. */
    public void use(InfoTuple one) {
        if (isGrave(one.severity(Verdict.SAFE))) {
            graveUses.add(one);
            if (!isOperation) {
                outer.use(one);
            }
        }
    }

    private static boolean isGrave(Assessment one) {
        return isGrave(one.verdict());
    }

    private static boolean isGrave(Verdict verdict) {
        return verdict == Verdict.UNKNOWN || verdict == Verdict.SYSTEM_CRITICAL;
    }

    /** {@return what was said in this scope and deeper, in that order} */
    public List<Assessment> graves() {
        return List.copyOf(graves);
    }

    /** {@return the uses that were told of in this scope and deeper, in that order} */
    public List<InfoTuple> graveUses() {
        return List.copyOf(graveUses);
    }

    /** {@return who refused by themselves in the operation, at all depths} */
    public Set<Called> refusers() {
        return refusers;
    }

    /** {@return who was called in the operation and answered what, at all depths} */
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** {@return how many answers there were beyond those that are kept} */
    public int unlisted() {
        return unlisted.get();
    }
}
