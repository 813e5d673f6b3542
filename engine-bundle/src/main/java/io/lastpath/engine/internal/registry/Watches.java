// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Who is watching which registrants change and leave. Safe for use by several threads; the lock is
 * that of the registrations.
 */
public final class Watches {

    private final Object lock;
    private final Set<Departures> open = Collections.newSetFromMap(new IdentityHashMap<>());

    Watches(Object lock) {
        this.lock = lock;
    }

    /** {@return a watch of who leaves from now on; until it is {@linkplain #end ended}} */
    public Departures begin() {
        synchronized (lock) {
            Departures watch = new Departures();
            open.add(watch);
            return watch;
        }
    }

    /** Ends a watch, which tells on who had left until then. */
    public void end(Departures watch) {
        synchronized (lock) {
            open.remove(watch);
        }
    }

    /** Tells of a registrant that is about to change. With the lock. */
    void changes(Registrant one) {
        open.forEach(watch -> watch.before(one));
    }

    /** Tells of a registrant that is about to leave with its module. With the lock. */
    void leaves(Registrant one) {
        open.forEach(watch -> watch.left(one));
    }
}
