// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.call.Terms;
import io.lastpath.engine.internal.names.CallRefused;
import io.lastpath.engine.internal.names.NameResolver;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.request.RequestTable;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who counts as there from the beginning when he leaves. */
class DeparturesTest {

    private static final String DISK = "/disk";

    private final Object lock = new Object();
    private final RequestTable requests = new RequestTable(lock, Clock.systemUTC(), () -> {});
    private final Registrations registrations = new Registrations(lock, requests, () -> {});
    private final ModuleSlot module = new ModuleSlot("m", 1, new Terms(() -> 1, false), () -> null);

    private void register(RegistrationKind kind) {
        registrations.register(module, 0, 0, kind, DISK, place(), false);
    }

    private static ResolvedName place() {
        try {
            return new NameResolver(name -> name).resolve(DISK);
        } catch (CallRefused e) {
            throw new AssertionError(e);
        }
    }

    private void removed() {
        Registrant one = registrations.registrants().get(0);
        registrations.states().state(one, RcmState.REMOVE);
    }

    private long missed(Departures watch) {
        return watch.otherThan(RcmState.OFFLINE, false).count();
    }

    @Test
    void whoWasRemovedAndCameBackWhileAllWereWaitedForIsMissed() {
        register(RegistrationKind.DR);
        removed();
        Departures watch = registrations.watches().begin();
        register(RegistrationKind.DR);
        watch.waited();

        registrations.forget(module);

        assertThat(missed(watch)).isEqualTo(1);
        assertThat(watch.present(Set.of(RegistrationKind.DR))).hasSize(1);
    }

    @Test
    void whoWasRemovedAndLeavesBeforeAllWereWaitedForIsMissedIfHeCameBack() {
        register(RegistrationKind.DR);
        removed();
        Departures watch = registrations.watches().begin();
        register(RegistrationKind.DR);

        registrations.forget(module);
        watch.waited();

        assertThat(missed(watch)).isEqualTo(1);
    }

    @Test
    void whoStaysRemovedIsNotMissed() {
        register(RegistrationKind.DR);
        removed();
        Departures watch = registrations.watches().begin();
        watch.waited();

        registrations.forget(module);

        assertThat(missed(watch)).isZero();
        assertThat(watch.otherThan(RcmState.OFFLINE, true)).hasSize(1);
    }

    @Test
    void whoCameBackAfterAllWereWaitedForIsNotMissed() {
        register(RegistrationKind.DR);
        removed();
        Departures watch = registrations.watches().begin();
        watch.waited();
        register(RegistrationKind.DR);

        registrations.forget(module);

        assertThat(missed(watch)).isZero();
    }

    @Test
    void whoIsInterestedInCapacitiesAloneIsMissedThereOnly() {
        register(RegistrationKind.CAPACITY);
        Departures watch = registrations.watches().begin();

        registrations.forget(module);

        assertThat(missed(watch)).isZero();
        assertThat(watch.present(Set.of(RegistrationKind.CAPACITY))).hasSize(1);
        assertThat(watch.present(Set.of(RegistrationKind.EVENT))).isEmpty();
    }
}
