// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.RcmModule;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.osgi.service.component.ComponentServiceObjects;

/**
 * A module's service, got when first needed and given back once. Safe for use by several threads;
 * no lock is held while the framework makes the service.
 */
final class HeldService implements Supplier<RcmModule> {

    private final ComponentServiceObjects<RcmModule> objects;
    private final AtomicReference<RcmModule> held = new AtomicReference<>();
    private volatile boolean released;

    HeldService(ComponentServiceObjects<RcmModule> objects) {
        this.objects = objects;
    }

    @Override
    public RcmModule get() {
        RcmModule known = held.get();
        if (known != null || released) {
            return known;
        }
        RcmModule got = objects.getService();
        if (got != null && !held.compareAndSet(null, got)) {
            objects.ungetService(got);
        }
        if (released) {
            release();
        }
        return held.get();
    }

    void release() {
        released = true;
        RcmModule known = held.getAndSet(null);
        if (known != null) {
            objects.ungetService(known);
        }
    }
}
