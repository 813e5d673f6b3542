// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RegistrationKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a callback serves. Immutable.
 *
 * @param names what the call being served named
 * @param walking the walk that the callback is part of; null for none
 * @param caller whose callback it is; null outside of any
 */
record Serving(List<String> names, WalkMark walking, Called caller) {

    static final Serving NOTHING = new Serving(List.of(), null, null);

    boolean isEvent() {
        return walking != null && walking.step() == RegistrationKind.EVENT;
    }

    boolean isAsking() {
        return walking != null && walking.isAsking();
    }

    boolean isCancel() {
        return walking != null && walking.isCancel();
    }

    /** {@return where the walk started; {@code own} outside of any walk} */
    TreeKey origin(TreeKey own) {
        return walking == null ? own : walking.key();
    }

    /** {@return an intent that gives up what is served, and what is registered for in it} */
    Intent givenUp(Intent intent) {
        Set<String> all = new HashSet<>(intent.accepted());
        all.addAll(names);
        if (caller != null) {
            all.add(caller.resource());
        }
        return new Intent(intent.initiator(), intent.reason(), all);
    }
}
