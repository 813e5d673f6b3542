// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static java.util.stream.Collectors.toSet;

import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RegistrationKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.service.log.Logger;

/**
 * The list of PHCIs with what is registered of them. Safe for use by several threads: the lock
 * guards the list only; each entry is carried to what is wanted of it by one thread at a time, and
 * whoever finds it busy leaves it to that thread.
 */
final class Registrations {

    private enum Wanted {
        REGISTERED,
        LISTED_ONLY,
        GONE
    }

    private static final class Entry {
        final String resource;
        Wanted wanted = Wanted.REGISTERED;
        boolean registered;

        boolean busy;

        Entry(String resource) {
            this.resource = resource;
        }
    }

    private final Logger logger;
    private final Object lock = new Object();
    private final Deque<Entry> list = new ArrayDeque<>();
    private final Map<String, Entry> byResource = new HashMap<>();

    private final Comebacks comebacks = new Comebacks();

    /** What the list was brought up to last; null before. */
    private TableState latest;

    private boolean keeping;

    Registrations(Logger logger) {
        this.logger = logger;
    }

    /** {@return whether a resource is in the list, registered or not} */
    boolean contains(String resource) {
        synchronized (lock) {
            return byResource.containsKey(resource);
        }
    }

    /** {@return whether a resource is registered, as far as that is known} */
    boolean isRegistered(String resource) {
        synchronized (lock) {
            Entry entry = byResource.get(resource);
            return entry != null && entry.registered;
        }
    }

    /**
     * Brings the list and what is registered up to a table, unless a later one came before.
     *
     * @param handle registers
     * @param state has the table
     * @param staying which PHCIs stay although the table does not have them
     */
    void update(RcmHandle handle, TableState state, Predicate<String> staying) {
        Set<String> kept = resources().stream().filter(staying).collect(toSet());
        List<Entry> entries;
        synchronized (lock) {
            if (latest == null || state.sequence() >= latest.sequence()) {
                latest = state;
                mark(state, kept);
            }
            entries = new ArrayList<>(list);
        }
        entries.forEach(entry -> settle(handle, entry));
    }

    /**
     * Has everything that a table shows registered again; that of a living one changes nothing.
     *
     * @param state has the table, and tells of which host it is
     * @param asked when somebody said that it is right
     */
    void believe(TableState state, long asked) {
        comebacks.believe(state, asked);
    }

    /** Drops what is registered and keeps the list. */
    void unregisterAll(RcmHandle handle) {
        List<Entry> entries;
        synchronized (lock) {
            list.forEach(entry -> entry.wanted = Wanted.LISTED_ONLY);
            entries = new ArrayList<>(list);
        }
        entries.forEach(entry -> settle(handle, entry));
    }

    private List<String> resources() {
        synchronized (lock) {
            return list.stream().map(entry -> entry.resource).toList();
        }
    }

    /** {@return whether one stays that the table does not have} */
    boolean isKeeping() {
        synchronized (lock) {
            return keeping;
        }
    }

    private void mark(TableState state, Set<String> kept) {
        GroupTable table = state.table();
        comebacks.show(state);
        list.forEach(entry -> entry.wanted = Wanted.GONE);
        boolean[] seen = new boolean[table.phciCount()];
        for (int g = 0; g < table.groupCount(); g++) {
            Group group = table.group(g);
            for (int slot = 0; slot < group.slots(); slot++) {
                int phci = group.phci(slot);
                if (!seen[phci]) {
                    seen[phci] = true;
                    want(table.phciResource(phci));
                }
            }
        }
        keeping = false;
        list.stream()
                .filter(entry -> entry.wanted == Wanted.GONE)
                .forEach(entry -> keep(entry, kept));
    }

    private void keep(Entry entry, Set<String> kept) {
        if (entry.registered && kept.contains(entry.resource)) {
            entry.wanted = Wanted.REGISTERED;
            keeping = true;
        }
    }

    private void want(String resource) {
        Entry entry = byResource.get(resource);
        if (entry == null) {
            entry = new Entry(resource);
            byResource.put(resource, entry);
            list.addFirst(entry);
        }
        entry.wanted = Wanted.REGISTERED;
    }

    /** Makes the calls that an entry needs, also those that become needed meanwhile. */
    private void settle(RcmHandle handle, Entry entry) {
        while (begin(entry)) {
            if (!carry(handle, entry)) {
                return; // the next register tries again
            }
        }
    }

    /** Makes one call; one that throws is made again by the next register. */
    private boolean carry(RcmHandle handle, Entry entry) {
        boolean register;
        boolean again;
        TableState shown;
        synchronized (lock) {
            if (isSettled(entry)) { // a later table came in between
                entry.busy = false;
                return true;
            }
            register = entry.wanted == Wanted.REGISTERED;
            again = register && entry.registered;
            shown = latest;
        }
        boolean done = false;
        try {
            done =
                    register
                            ? bringBack(handle, entry.resource, again, shown)
                            : unregister(handle, entry);
        } finally {
            synchronized (lock) {
                entry.busy = false;
                entry.registered = register ? done || entry.registered : !done;
            }
        }
        return done;
    }

    /** What is told of one that is registered and was not removed takes no further registration. */
    private boolean bringBack(RcmHandle handle, String phci, boolean again, TableState shown) {
        Sign sign = comebacks.of(phci, shown.source());
        boolean isNeeded = !again || sign.isNeeded(handle);
        sign.tell(handle, shown.table());
        boolean done = !isNeeded || register(handle, phci);
        if (done) {
            comebacks.forget(sign);
        }
        return done;
    }

    /** Takes an entry in hand if a call is needed; removes one that is wanted no more. */
    private boolean begin(Entry entry) {
        synchronized (lock) {
            if (entry.busy || isSettled(entry)) {
                if (!entry.busy && entry.wanted == Wanted.GONE) {
                    byResource.remove(entry.resource, entry);
                    list.remove(entry);
                }
                return false;
            }
            entry.busy = true;
            return true;
        }
    }

    private boolean isSettled(Entry entry) {
        boolean isWanted = entry.wanted == Wanted.REGISTERED;
        return entry.registered == isWanted
                && !(isWanted && comebacks.of(entry.resource, latest.source()).isAny());
    }

    private boolean register(RcmHandle handle, String resource) {
        RcmReply reply = handle.registerInterest(RegistrationKind.DR, resource, RcmFlags.NONE);
        if (reply.isSuccess() || reply.errno() == Errno.EALREADY) {
            return true;
        }
        logger.warn(
                "PHCI {} could not be registered, result {} {}; the next register tries again.",
                resource,
                reply.result(),
                reply.errno());
        return false;
    }

    /** What comes of it changes nothing: an entry that is not known there is not registered. */
    private static boolean unregister(RcmHandle handle, Entry entry) {
        handle.unregisterInterest(RegistrationKind.DR, entry.resource, RcmFlags.NONE);
        return true;
    }
}
