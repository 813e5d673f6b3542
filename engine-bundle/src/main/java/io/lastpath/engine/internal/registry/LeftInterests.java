// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RegistrationKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What processes had registered through modules that have left: nobody registers it anew, as a
 * module that is back does for itself. Kept until that module has registered for them, and only
 * while they are there and want it. Safe for use by several threads, with the lock of the
 * registrations.
 */
public final class LeftInterests {

    /** Who left with his module, and what is still to be registered for him, never nothing. */
    private record Kept(Registrant registrant, Set<RegistrationKind> kinds) {

        boolean isOf(ModuleSlot module) {
            return registrant.module().name().equals(module.name());
        }
    }

    private final Object lock;
    private final Registrations registrations;
    private final Runnable changed;

    /** Who left last comes first; replaced as a whole, with the lock. */
    private volatile List<Kept> kept = List.of();

    /**
     * Keeps nothing at first.
     *
     * @param lock guards the registrants
     * @param registrations where they are registered anew
     * @param changed is run when a process gave up what is kept, with the lock held
     */
    LeftInterests(Object lock, Registrations registrations, Runnable changed) {
        this.lock = lock;
        this.registrations = registrations;
        this.changed = changed;
    }

    /** Keeps what one has registered who is about to leave with his module. With the lock. */
    void leaves(Registrant one) {
        if (one.pid() > 0 && !one.isRemoved()) { // of whom it is known when they have gone
            kept = Stream.concat(Stream.of(new Kept(one, one.kinds())), kept.stream()).toList();
        }
    }

    /** {@return for whom something is kept} */
    List<Registrant> all() {
        return kept.stream().map(Kept::registrant).toList();
    }

    /** Forgets processes that have gone. With the lock. */
    void forget(Collection<Registrant> gone) {
        kept = kept.stream().filter(one -> !gone.contains(one.registrant())).toList();
    }

    /** {@return whether something is kept for a place, above it or below it} */
    boolean isAnybodyNear(TreeKey key) {
        return all().stream()
                .map(Registrant::key)
                .anyMatch(one -> one.equals(key) || one.isBelow(key) || key.isBelow(one));
    }

    /** {@return the names of what a module is still to register for} */
    public List<String> resources(ModuleSlot module) {
        return kept.stream()
                .filter(one -> one.isOf(module))
                .map(one -> one.registrant().resource())
                .toList();
    }

    /**
     * Registers a module that is back for the processes, so that they are called in the order in
     * which they were. What a DR request is in the way of stays kept, and so does all if the module
     * has left again.
     *
     * @param module in service
     */
    public void register(ModuleSlot module) {
        if (kept.isEmpty()) {
            return;
        }
        synchronized (lock) {
            for (Kept one : kept) {
                if (one.isOf(module)) {
                    done(one, registered(module, one));
                }
            }
        }
    }

    private Set<RegistrationKind> registered(ModuleSlot module, Kept one) {
        Set<RegistrationKind> registered = EnumSet.noneOf(RegistrationKind.class);
        for (RegistrationKind kind : one.kinds()) {
            RcmReply reply = register(module, one.registrant(), kind);
            if (reply.isSuccess() || reply.errno() == Errno.EALREADY) {
                registered.add(kind);
            }
        }
        return registered;
    }

    private RcmReply register(ModuleSlot module, Registrant one, RegistrationKind kind) {
        ResolvedName place = new ResolvedName(one.resource(), one.key());
        return registrations.register(
                module, one.pid(), one.mark(), kind, one.resource(), place, one.isFilesys());
    }

    /**
     * Gives up what a process had registered.
     *
     * @param module the name of the module
     * @param pid the process; one that had that number earlier has gone
     * @param kind interest in what
     * @param key where
     * @return whether it was kept
     */
    public boolean drop(String module, long pid, RegistrationKind kind, TreeKey key) {
        if (kept.isEmpty()) {
            return false;
        }
        synchronized (lock) {
            List<Kept> dropped =
                    kept.stream()
                            .filter(one -> one.registrant().is(module, pid))
                            .filter(one -> one.registrant().key().equals(key))
                            .toList();
            dropped.forEach(one -> done(one, Set.of(kind)));
            changed.run();
            return !dropped.isEmpty();
        }
    }

    private void done(Kept one, Set<RegistrationKind> kinds) {
        Set<RegistrationKind> rest = EnumSet.copyOf(one.kinds());
        rest.removeAll(kinds);
        List<Kept> next = new ArrayList<>(kept);
        next.set(next.indexOf(one), new Kept(one.registrant(), rest));
        next.removeIf(each -> each.kinds().isEmpty());
        kept = List.copyOf(next);
    }

    /**
     * Finds of whom nobody knows what he would say, since his module is not there for him.
     *
     * @param place where somebody is asked
     * @param reach how far the walk goes
     * @param kinds in any of which one is interested
     * @return who is reached; who left last comes first
     */
    public List<Registrant> reached(
            TreeKey place, SubtreeWalk.Reach reach, Set<RegistrationKind> kinds) {
        return kept.stream()
                .filter(one -> !Collections.disjoint(one.kinds(), kinds))
                .map(Kept::registrant)
                .filter(one -> one.isReached(place, reach))
                .toList();
    }
}
