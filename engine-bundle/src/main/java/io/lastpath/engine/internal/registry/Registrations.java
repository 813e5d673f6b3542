// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.engine.internal.request.RequestTable;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who registered for what: the resource tree with its registrants. Safe for use by several threads;
 * the lock is held for a moment only, never while a module runs.
 */
public final class Registrations {

    private final Object lock;
    private final RequestTable requests;
    private final Runnable changed;
    private final ResourceTree tree = new ResourceTree();
    private final RemovedPlaces removals;
    private final Watches watches;
    private final Set<Registrant> ofProcesses = Collections.newSetFromMap(new IdentityHashMap<>());
    private final LeftInterests left;
    private final States states;
    private long lastOrder;

    public Registrations(Object lock, RequestTable requests, Runnable changed) {
        this.lock = lock;
        this.requests = requests;
        this.changed = changed;
        this.removals = new RemovedPlaces(lock, tree, requests::note);
        this.watches = new Watches(lock);
        this.left = new LeftInterests(lock, this, changed);
        this.states = new States(lock, watches::changes, changed, removals::told);
    }

    /**
     * Registers interest.
     *
     * @param module whose
     * @param pid on behalf of which process; 0 for the module
     * @param mark tells that process from a later one with the same number
     * @param kind interest in what
     * @param name the resource as the caller named it
     * @param place where it is
     * @param filesys whether it is the root of a file system
     * @return success, a conflict, or why not
     */
    public RcmReply register(
            ModuleSlot module,
            long pid,
            long mark,
            RegistrationKind kind,
            String name,
            ResolvedName place,
            boolean filesys) {
        synchronized (lock) {
            ResourceNode node = tree.create(place.key());
            if (module.hasLeft() || node.isSucceeded(module, pid)) {
                return RcmReply.failure(Errno.EINVAL);
            }
            node.forerunners(module, pid).forEach(this::leaves);
            node.forgetForerunners(module, pid);
            Registrant known = node.registrant(module.name(), pid).orElse(null);
            if (known != null && !known.isRemoved() && known.has(kind)) {
                return RcmReply.failure(Errno.EALREADY);
            }
            boolean speaksUp =
                    kind == RegistrationKind.DR
                            || (filesys && !node.isFilesysRoot())
                            || (known != null && known.isRemoved() && known.wasForDr());
            if (speaksUp) {
                Optional<InfoTuple> taken =
                        pid == 0
                                ? requests.open()
                                        .inTheWayOf(place.key(), new Called(module.name(), name))
                                : requests.open().inTheWayOf(place.key());
                if (taken.isPresent()) {
                    return new RcmReply(
                            RcmResult.CONFLICT, Errno.NONE, taken.stream().toList(), List.of(), 0);
                }
            }
            if (known == null) {
                known = new Registrant(node, place.key(), name, module, pid, mark, order(module));
                node.add(known);
                if (pid != 0) {
                    ofProcesses.add(known);
                }
            }
            watches.changes(known);
            known.add(kind, filesys);
            changed.run();
            return RcmReply.SUCCESS;
        }
    }

    /** Whoever registers at the start does so in the order of arrival, however long it takes. */
    private long order(ModuleSlot module) {
        return module.isWelcomed() ? ++lastOrder : module.arrival();
    }

    /** {@return the place of a module that arrives now in the order of calling} */
    public long nextArrival() {
        synchronized (lock) {
            return ++lastOrder;
        }
    }

    /** Drops interest, also what is kept; the arguments are those of {@link #register}. */
    public RcmReply unregister(
            ModuleSlot module, long pid, RegistrationKind kind, ResolvedName place) {
        synchronized (lock) {
            boolean wasKept = left.drop(module.name(), pid, kind, place.key());
            Registrant known =
                    tree.registrant(place.key(), module.name(), pid)
                            .filter(one -> one.module() == module && !one.isRemoved())
                            .orElse(null);
            if (known == null) {
                return wasKept ? RcmReply.SUCCESS : RcmReply.failure(Errno.ENOENT);
            }
            watches.changes(known);
            known.drop(kind);
            if (tree.census().isSweepDue()) {
                sweep(Registrant::isDone);
            }
            changed.run();
            return RcmReply.SUCCESS;
        }
    }

    /** Forgets all that a module registered which has left, but what it did for processes. */
    public void forget(ModuleSlot module) {
        synchronized (lock) {
            sweep(one -> one.module() == module && leaves(one));
            changed.run();
        }
    }

    private boolean leaves(Registrant one) {
        watches.leaves(one);
        left.leaves(one);
        return true;
    }

    /** {@return who watches registrants change and leave} */
    public Watches watches() {
        return watches;
    }

    /** {@return a walk from a place on} */
    public SubtreeWalk walk(TreeKey start, SubtreeWalk.Reach reach) {
        synchronized (lock) {
            return new SubtreeWalk(lock, tree.find(start), reach);
        }
    }

    /** {@return whether anybody ever registered there or below} */
    public boolean isKnown(TreeKey key) {
        synchronized (lock) {
            return tree.find(key) != null;
        }
    }

    /** {@return whether anybody registered there, above or below, or was told that it is gone} */
    public boolean isAnybodyNear(TreeKey key) {
        synchronized (lock) {
            return tree.isAnybodyNear(key) || left.isAnybodyNear(key);
        }
    }

    /** {@return the resources that somebody is registered for, in the order of a walk} */
    public List<String> resources() {
        synchronized (lock) {
            return tree.registrants()
                    .filter(one -> !one.isRemoved())
                    .map(Registrant::resource)
                    .distinct()
                    .toList();
        }
    }

    /** {@return whether there is such a node, and it is not the root of a file system} */
    public boolean isOrdinary(TreeKey key) {
        synchronized (lock) {
            ResourceNode node = tree.find(key);
            return node != null && !node.isFilesysRoot();
        }
    }

    /** {@return the states of the registrants} */
    public States states() {
        return states;
    }

    /** {@return whether a registrant is there and wants to hear of this} */
    public boolean wants(Registrant registrant, RegistrationKind kind) {
        synchronized (lock) {
            return !registrant.isRemoved() && registrant.has(kind);
        }
    }

    /** {@return whether a registrant is still the one that is registered there for DR requests} */
    public boolean isThere(Registrant registrant) {
        synchronized (lock) {
            return !registrant.isForgotten()
                    && !registrant.isRemoved()
                    && registrant.has(RegistrationKind.DR);
        }
    }

    /** {@return whether a registrant has DR interest, and was told that the resource is gone} */
    public boolean isRemoved(Registrant registrant) {
        synchronized (lock) {
            return registrant.isRemoved() && registrant.has(RegistrationKind.DR);
        }
    }

    /** {@return the state of a resource: that of the DR request on it, or its registrants'} */
    public RcmState stateOf(TreeKey key) {
        synchronized (lock) {
            return requests.open().stateOf(key).orElseGet(() -> tree.stateOf(key));
        }
    }

    /** {@return which places are gone} */
    public RemovedPlaces removals() {
        return removals;
    }

    /** {@return what processes had registered through modules that have left} */
    public LeftInterests left() {
        return left;
    }

    /** {@return those who registered on behalf of processes, also where their module has left} */
    public List<Registrant> ofProcesses() {
        synchronized (lock) {
            return Stream.concat(ofProcesses.stream(), left.all().stream()).toList();
        }
    }

    /**
     * Forgets who was removed, and the processes that have gone.
     *
     * @param isPresent whether a registrant's process is there; asked without a lock
     */
    public void cleanUp(Predicate<Registrant> isPresent) {
        Set<Registrant> gone =
                ofProcesses().stream().filter(isPresent.negate()).collect(Collectors.toSet());
        synchronized (lock) {
            left.forget(gone);
            sweep(one -> one.isRemoved() || gone.contains(one));
            changed.run();
        }
    }

    /** {@return how many resources somebody registered for} */
    public int resourceCount() {
        synchronized (lock) {
            return tree.census().resources();
        }
    }

    /** {@return all registrants, removed ones included, in the order of a walk} */
    public List<Registrant> registrants() {
        synchronized (lock) {
            return tree.registrants().toList();
        }
    }

    /** {@return the resources that a module itself is registered for and would speak up for} */
    public Set<String> of(ModuleSlot module) {
        synchronized (lock) {
            return tree.registrants()
                    .filter(one -> one.module() == module && one.pid() == 0)
                    .filter(one -> !one.isRemoved() && one.has(RegistrationKind.DR))
                    .map(Registrant::resource)
                    .collect(Collectors.toSet());
        }
    }

    /** Who is removed keeps the place in the calling order for a return, but not for ever. */
    private void sweep(Predicate<Registrant> which) {
        tree.sweep(which);
        ofProcesses.removeIf(Registrant::isForgotten);
    }
}
