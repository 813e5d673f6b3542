// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * A module, for itself or for a process, that registered interest in a resource. Its identity never
 * changes; the rest is guarded by the lock of {@link Registrations}.
 */
public final class Registrant {

    private final ResourceNode node;
    private final TreeKey key;
    private final String resource;
    private final ModuleSlot module;
    private final long pid;
    private final long mark;
    private final long order;
    private final Set<RegistrationKind> kinds = EnumSet.noneOf(RegistrationKind.class);
    private boolean filesys;
    private RcmState state = RcmState.REMOVE;
    private Queries queries = Queries.NONE;
    private boolean forgotten;

    Registrant(
            ResourceNode node,
            TreeKey key,
            String resource,
            ModuleSlot module,
            long pid,
            long mark,
            long order) {
        this.node = node;
        this.key = key;
        this.resource = resource;
        this.module = module;
        this.pid = pid;
        this.mark = mark;
        this.order = order;
    }

    /** {@return the resource's name as registered} */
    public String resource() {
        return resource;
    }

    TreeKey key() {
        return key;
    }

    public ModuleSlot module() {
        return module;
    }

    public long pid() {
        return pid;
    }

    /** {@return whether a walk from a place gets to it, roots of file systems apart} */
    public boolean isReached(TreeKey from, SubtreeWalk.Reach reach) {
        boolean isThere = key.equals(from);
        boolean isBelow = key.path().startsWith(from.path() + '/');
        return switch (reach) {
            case NODE -> isThere;
            case BELOW -> isBelow;
            case SUBTREE, EVERYWHERE -> isThere || isBelow;
        };
    }

    /** {@return its module and its resource, as they are known after a restart} */
    public Called called() {
        return new Called(module.name(), resource);
    }

    /** {@return tells its process from a later one with the same number} */
    public long mark() {
        return mark;
    }

    /** {@return its place in the order of calling: the greater, the earlier} */
    long order() {
        return order;
    }

    boolean is(String name, long process) {
        return pid == process && module.name().equals(name);
    }

    boolean has(RegistrationKind kind) {
        return kinds.contains(kind);
    }

    /** {@return what it has interest in, now} */
    Set<RegistrationKind> kinds() {
        return kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds);
    }

    /** {@return whether it has DR interest, or had when it was removed} */
    boolean wasForDr() {
        return has(RegistrationKind.DR);
    }

    boolean isFilesys() {
        return filesys;
    }

    boolean isRemoved() {
        return state == RcmState.REMOVE;
    }

    /** {@return whether it dropped all interest by itself: nothing is lost with it} */
    boolean isDone() {
        return kinds.isEmpty();
    }

    RcmState state() {
        return state;
    }

    /** Takes it out of the tree; a callback that is still under way changes nothing any more. */
    void forget() {
        state(RcmState.REMOVE);
        forgotten = true;
    }

    boolean isForgotten() {
        return forgotten;
    }

    /** What it is in from now on; no query that came before is taken back past this. */
    void state(RcmState next) {
        queries = Queries.NONE;
        become(next);
    }

    private void become(RcmState next) {
        if (forgotten) {
            return;
        }
        // Who has dropped all interest in the middle of a callback stays away.
        RcmState settled = kinds.isEmpty() ? RcmState.REMOVE : next;
        int came = (settled == RcmState.REMOVE ? 0 : 1) - (isRemoved() ? 0 : 1);
        if (came != 0) {
            module.registrations(came);
            node.live(came);
        }
        state = settled;
    }

    void query(RcmState next, long number) {
        queries = queries.with(number, state);
        become(next);
    }

    /** {@return whether the last thing that happened to it is the query of this request} */
    boolean isLeftQueriedBy(long number) {
        return queries.isLast(number) && isQueried();
    }

    private boolean isQueried() {
        return switch (state) {
            case OFFLINE_QUERYING,
                    OFFLINE_QUERY,
                    OFFLINE_QUERY_FAIL,
                    SUSPEND_QUERYING,
                    SUSPEND_QUERY,
                    SUSPEND_QUERY_FAIL ->
                    true;
            default -> false;
        };
    }

    /**
     * Who was told to let go meanwhile, for another request of the same process, stays so. That who
     * was told that the resource is gone counts as asked is what the recorded traces pin.
     */
    void answered(RcmState next, long number) {
        if (isQueried() || isRemoved()) {
            query(next, number);
        }
    }

    void restore(long number) {
        if (queries.isLast(number)) {
            queries.find(number).ifPresent(one -> become(one.before()));
        }
        queries = queries.without(number);
    }

    /** Who was told meanwhile that the resource is gone counts as asked, see {@link #answered}. */
    void leave(long number) {
        boolean isGone =
                queries.find(number).stream().anyMatch(one -> one.before() == RcmState.REMOVE);
        if (!isGone) {
            restore(number);
        }
    }

    void release(long number, LongPredicate isOver) {
        boolean isLeft = isQueried() && queries.areAll(isOver);
        if (queries.find(number).isPresent() || isLeft) {
            state(queries.all().get(0).before());
        }
    }

    void add(RegistrationKind kind, boolean mark) {
        boolean returning = isRemoved();
        if (returning && (isDone() || kind == RegistrationKind.DR)) {
            filesys = false;
        }
        kinds.add(kind);
        filesys |= mark;
        if (returning) {
            state(RcmState.ONLINE);
        }
    }

    void drop(RegistrationKind kind) {
        kinds.remove(kind);
        if (kinds.isEmpty()) {
            state(RcmState.REMOVE);
        }
    }
}
