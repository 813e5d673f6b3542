// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.journal.Keeper;
import io.lastpath.engine.internal.names.CallRefused;
import io.lastpath.engine.internal.names.NameResolver;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.engine.internal.pass.Absence;
import io.lastpath.engine.internal.pass.Announcing;
import io.lastpath.engine.internal.pass.Asking;
import io.lastpath.engine.internal.pass.Informing;
import io.lastpath.engine.internal.pass.Noticing;
import io.lastpath.engine.internal.pass.Teller;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.request.RequestTable;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * What handles have the coordinator do.
 *
 * @param names resolves names of resources
 * @param registrations who registered for what
 * @param requests the DR requests in progress
 * @param asking offline and suspend
 * @param noticing online, remove and resume
 * @param informing information
 * @param announcing capacity and events
 */
record Passes(
        NameResolver names,
        Registrations registrations,
        RequestTable requests,
        Asking asking,
        Noticing noticing,
        Informing informing,
        Announcing announcing) {

    static Passes of(
            NameResolver names,
            Attendance attendance,
            RequestTable requests,
            Teller teller,
            Keeper keeper,
            LongConsumer over) {
        Registrations registrations = attendance.registrations();
        Absence absence = new Absence(attendance::find, registrations);
        return new Passes(
                names,
                registrations,
                requests,
                new Asking(requests, registrations, teller, absence, keeper, over),
                new Noticing(requests, registrations, teller, absence, keeper),
                new Informing(registrations, teller),
                new Announcing(registrations, teller));
    }

    /**
     * {@return whether somebody is registered at a resource, above or below, or was told it goes}
     */
    boolean isKnown(String resource) {
        return holds(
                resource,
                key -> registrations.isAnybodyNear(key) || registrations.removals().contains(key));
    }

    /** {@return whether no DR request keeps anybody from registering for a resource} */
    boolean isFree(String resource) {
        return holds(resource, key -> requests.open().inTheWayOf(key).isEmpty());
    }

    /** Of a name that is not allowed, nothing holds. */
    private boolean holds(String resource, Predicate<TreeKey> what) {
        try {
            return what.test(names.resolve(resource).key());
        } catch (CallRefused e) {
            return false;
        }
    }
}
