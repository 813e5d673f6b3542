// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.journal.Hold;
import io.lastpath.engine.internal.journal.OpenRequest;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One DR request of the table. Mutable; every access holds the table's lock, except to what never
 * changes.
 */
public final class DrEntry {

    private final ResolvedName resource;
    private final boolean filesys;
    private final RcmFlags flags;
    private final Instant since;
    private final TreeKey origin;
    private final Set<Called> servedBefore;
    private Set<Called> absent = Set.of();
    private int slot;
    private final Course course;

    /** A new one, to be {@link #start started}. */
    DrEntry(RequestScope scope, ResolvedName resource, RcmFlags flags, Instant since) {
        this.resource = resource;
        this.filesys = flags.has(RcmFlags.FILESYS);
        this.flags = flags.without(RcmFlags.QUERY);
        this.since = since;
        this.origin = scope.origin(resource.key());
        this.servedBefore = Set.of();
        this.course = new Course();
    }

    /** One of an earlier run, which waits for its recovery. */
    DrEntry(OpenRequest saved) {
        this.resource = new ResolvedName(saved.resource(), TreeKey.of(saved.resource()));
        this.filesys = saved.filesys();
        this.flags = saved.flags();
        this.since = saved.since();
        this.origin = saved.origin();
        this.slot = saved.slot();
        this.absent = saved.called();
        this.servedBefore = saved.served();
        this.course = new Course(Standing.of(saved));
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

    /**
     * {@return those of the request that created it; nobody retires what is taken whole later, and
     * whoever asked last forced it or not}
     */
    public RcmFlags flags() {
        return flags(course.now());
    }

    RcmFlags flags(Standing standing) {
        RcmFlags whole = standing.wide() ? flags.without(RcmFlags.RETIRE_REQUEST) : flags;
        return standing.forced() ? whole.with(RcmFlags.FORCE) : whole.without(RcmFlags.FORCE);
    }

    int slot() {
        return slot;
    }

    void slot(int number) {
        slot = number;
    }

    RcmState state() {
        return course.now().state();
    }

    long number() {
        return course.now().sequence().number();
    }

    /** {@return for which resources of its own list an outside request took this one} */
    public Set<TreeKey> origins(long number) {
        return holds().all().stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .map(Hold::roots)
                .orElse(Set.of(origin));
    }

    /** {@return who holds it; empty where it is none's dependent} */
    Holds holds() {
        return course.now().holds();
    }

    /** Notes that the request which a scope belongs to took it along. */
    void hold(RequestScope scope) {
        course.change(now -> now.held(now.holds().with(scope, key())));
    }

    /**
     * Gives up the holds of a resource that comes back.
     *
     * @return whether others hold it still, so that it does not come back
     */
    boolean release(TreeKey root) {
        return keep(holds -> holds.without(root));
    }

    /**
     * Gives up the holds whose requests are over.
     *
     * @return whether those were all; they stay until the entry goes
     */
    boolean lapse(Slots slots) {
        return !keep(holds -> holds.lasting(slots)) && holds().lasting(slots).isEmpty();
    }

    /** Notes that a resource has come back which it may have been taken for. */
    void handOver(TreeKey ended, Slots slots) {
        course.changeAll(one -> one.held(one.holds().handedOver(ended, slots)));
    }

    /** Leaves what was taken for a resource that is ended to others. */
    void leave(TreeKey ended, List<Hold> heirs) {
        course.changeAll(one -> one.held(one.holds().leftTo(heirs, ended)));
    }

    /** {@return whether some are given up and others left} */
    private boolean keep(UnaryOperator<Holds> which) {
        Holds left = which.apply(holds());
        if (left.isEmpty() || left.equals(holds())) {
            return false;
        }
        course.changeAll(one -> one.held(some(which.apply(one.holds()), one.holds())));
        return true;
    }

    /** Without any it would be nobody's dependent: before a query, only those may have held it. */
    private static Holds some(Holds left, Holds all) {
        return left.isEmpty() ? all : left;
    }

    /** {@return whether it was taken along with something else} */
    boolean isCascaded() {
        return !holds().isEmpty();
    }

    /** {@return whose it is: of several that hold it, the first} */
    Owner owner() {
        return holds().first().orElse(course.now().owner());
    }

    /** {@return whether it went no further than the query} */
    public boolean isQuerying() {
        return course.now().isQuerying();
    }

    /** {@return whether it is about a suspend and not about an offline} */
    public boolean isSuspension() {
        return switch (state()) {
            case SUSPENDING, SUSPENDED, SUSPEND_FAIL, SUSPEND_QUERYING, RESUMING -> true;
            default -> false;
        };
    }

    boolean isTransitional() {
        return switch (state()) {
            case ONLINING, OFFLINING, REMOVING, RESUMING, SUSPENDING -> true;
            default -> false;
        };
    }

    /** {@return whether it is of an earlier run and was neither redone nor undone yet} */
    boolean isPending() {
        return course.now().pending();
    }

    /** {@return whether it is of an earlier run, and this run has not asked about it so far} */
    boolean isUntouched() {
        return course.isUntouched();
    }

    /** {@return why it waits for a person; empty if it does not} */
    String attention() {
        return course.now().attention();
    }

    void attention(String why) {
        course.change(now -> now.attention(why));
    }

    /**
     * A module may give back what another initiator's request took along, since whichever path
     * comes back first brings the disks back; it may not take it a second time.
     */
    boolean isFor(RequestScope scope, Step step) {
        if (isCascaded() != scope.isCascaded()) {
            return false;
        }
        return owners().stream().allMatch(one -> one.isSameAs(scope.intent()))
                || (isCascaded() && (step.isEnding() || isShared(scope, step)));
    }

    /** What has let go is good for another request as well: nobody has to be asked again. */
    private boolean isShared(RequestScope scope, Step step) {
        long number = scope.sequence().number();
        return number() == number || holds().areAlsoOf(number) || step.isDone(state());
    }

    /** {@return whose it is: of all that hold it} */
    Set<Owner> owners() {
        return isCascaded()
                ? holds().all().stream().map(Hold::owner).collect(Collectors.toSet())
                : Set.of(course.now().owner());
    }

    /** {@return whether it was taken through another place, one of these} */
    boolean hangsByAnyOf(Set<TreeKey> places) {
        return holds().all().stream()
                .flatMap(one -> one.through().stream())
                .anyMatch(place -> !place.equals(key()) && places.contains(place));
    }

    boolean isLedBy(Intent intent) {
        return owner().isSameAs(intent);
    }

    /** How far it is; whoever may, moves it on there. */
    Course course() {
        return course;
    }

    /**
     * Notes who is about to be called.
     *
     * @return whether that is news
     */
    boolean calling(Set<Called> called) {
        absent = absent.stream().filter(one -> !called.contains(one)).collect(toUnmodifiableSet());
        boolean news = !called().containsAll(called);
        if (news) {
            course.change(now -> now.calling(called));
        }
        return news;
    }

    /** {@return whether it has served this to its end in an earlier run} */
    boolean hasServedBefore(Called one) {
        return servedBefore.contains(one);
    }

    /** {@return who has served to its end what is kept of it; not who was called since} */
    Set<Called> served() {
        Standing kept = course.lasting();
        return kept.pending() ? servedBefore : kept.called();
    }

    /** {@return whether an earlier run called it under this, and this run has not yet} */
    boolean isToComeBack(Called one) {
        return absent.contains(one);
    }

    Duration interval() {
        return course.now().interval();
    }

    /** Notes who needs not be told how it ended. */
    void exempt(Set<Called> some) {
        course.change(now -> now.exempting(some));
    }

    /** {@return who was called under it} */
    Set<Called> called() {
        return course.now().called();
    }

    RequestSequence sequence() {
        return course.now().sequence();
    }

    Instant since() {
        return since;
    }

    /** {@return which resource of the outside request's own list it was taken for} */
    TreeKey origin() {
        return origin;
    }
}
