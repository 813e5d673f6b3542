// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.registry.SubtreeWalk.Reach;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.RegistrationKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who left before his turn came to tell how he uses something, or to hear of an announcement. Safe
 * for use by several threads.
 */
record Untold(Registrations registrations) {

    /**
     * Finds who has not been asked how he uses something.
     *
     * @param scope who asks
     * @param place where
     * @param reach how far the walk went
     * @return a sentence for each, all unknown
     */
    List<Assessment> in(RequestScope scope, TreeKey place, Reach reach) {
        return left(scope, place, reach, EnumSet.allOf(RegistrationKind.class))
                .filter(one -> !scope.agreements().isDescribed(one))
                .map(Registrant::called)
                .distinct()
                .map(PassedOver::unasked)
                .toList();
    }

    /**
     * Finds who has not heard of what was announced at a place.
     *
     * @param scope who announces
     * @param place where
     * @param kind of interest in it
     * @param isCalled tells who has heard of it
     * @return a sentence for each, all unknown
     */
    List<Assessment> of(
            RequestScope scope,
            TreeKey place,
            RegistrationKind kind,
            Predicate<Registrant> isCalled) {
        return left(scope, place, Reach.NODE, Set.of(kind))
                .filter(isCalled.negate())
                .map(Registrant::called)
                .distinct()
                .map(PassedOver::unasked)
                .toList();
    }

    /**
     * Finds whom nobody asks, before a walk: who leaves on the way is found after it.
     *
     * @param place where
     * @param reach how far the walk goes
     * @param kinds in any of which one is interested
     * @return a sentence for each process whose module is not there, all unknown
     */
    List<Assessment> away(TreeKey place, Reach reach, Set<RegistrationKind> kinds) {
        return Doubts.away(registrations.left().reached(place, reach, kinds));
    }

    private Stream<Registrant> left(
            RequestScope scope, TreeKey place, Reach reach, Set<RegistrationKind> kinds) {
        return scope.agreements()
                .left(kinds)
                .filter(one -> one.isReached(place, reach))
                .filter(one -> registrations.states().hasLeft(one, kinds));
    }
}
