// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.Intent;
import java.util.HashSet;
import java.util.Set;

/**
 * The callbacks between an outside request and a call, and the walks that they are part of.
 * Immutable.
 *
 * @param outer the way to the call that is served here; null for an outside request
 * @param serving what is served here
 * @param isOperation whether no more of the operation lies further out
 */
record Trail(Trail outer, Serving serving, boolean isOperation) {

    static final Trail OUTSIDE = new Trail(null, Serving.NOTHING, true);

    /** {@return the way to a callback} */
    Trail deeper(Serving what) {
        return new Trail(this, what, false);
    }

    /** {@return the same place, for an operation that is part of nothing around it} */
    Trail apart() {
        return new Trail(this, serving, true);
    }

    /** {@return whether a walk is under way here or further out} */
    boolean isWalking(WalkMark mark) {
        return mark.equals(serving.walking()) || (outer != null && outer.isWalking(mark));
    }

    /** {@return whether the operation asks somebody to let go, here or further out} */
    boolean isAsking() {
        return serving.isAsking() || (!isOperation && outer.isAsking());
    }

    /** {@return whether a query of the operation is being taken back here} */
    boolean isCancelling() {
        return serving.isCancel() || (!isOperation && outer.isCancelling());
    }

    /** {@return where the outermost walk started; {@code own} outside of any walk} */
    TreeKey origin(TreeKey own) {
        TreeKey origin = serving.origin(own);
        return outer == null ? origin : outer.origin(origin);
    }

    /** {@return where walks started} */
    Set<TreeKey> places() {
        Set<TreeKey> places = outer == null ? new HashSet<>() : outer.places();
        if (serving.walking() != null) {
            places.add(serving.walking().key());
        }
        return places;
    }

    /**
     * Who gives up all that a call names gives up whatever hangs by it.
     *
     * @param intent of the outside request
     * @return the same, with what is served here where that is given up so
     */
    Intent givingUp(Intent intent) {
        return isGivenUp(intent.accepted()) ? serving.givenUp(intent) : intent;
    }

    private boolean isGivenUp(Set<String> accepted) {
        return (!serving.names().isEmpty() && accepted.containsAll(serving.names()))
                || (!isOperation && outer.isGivenUp(accepted));
    }
}
