// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import java.util.List;
import java.util.Objects;

/**
 * What is recorded of who asked for what. Immutable.
 *
 * @param kind what was asked for
 * @param intent who asked, and why
 * @param resources what was asked about, without those that have no name
 * @param flags as given
 */
record Asked(OperationKind kind, Intent intent, List<String> resources, RcmFlags flags) {

    Asked {
        resources = resources.stream().filter(Objects::nonNull).toList();
    }

    /**
     * Says who does something that goes back to a request of somebody else.
     *
     * @param who does it
     * @param number of that request
     * @param whose request it is
     * @param why it is done
     * @return what is recorded as the intent
     */
    static Intent onBehalf(String who, long number, Intent whose, String why) {
        String reason = whose.reason().isEmpty() ? "" : " (" + whose.reason() + ")";
        return Intent.of(
                new Initiator(who, Initiator.NO_PID, "local"),
                "request " + number + " of " + whose.initiator().id() + reason + ": " + why);
    }
}
