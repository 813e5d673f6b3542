// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.request.Claim;
import io.lastpath.engine.internal.request.RequestScope;
import java.util.Map;
import java.util.Optional;

/** Why the end of a DR request cannot be told; RCM fails without a word here. Stateless. */
final class WhyNot {

    private WhyNot() {}

    /**
     * Says why.
     *
     * @param notice what was to be told
     * @param scope who wanted to tell it
     * @param place the resource
     * @param claim what came of it
     * @return one sentence; empty where there is nothing to say
     */
    static Optional<String> of(Notice notice, RequestScope scope, ResolvedName place, Claim claim) {
        if (claim.isMissing()) {
            return Optional.of(
                    scope.isFinishing()
                            ? "somebody else has gone on with the DR request on " + place.text()
                            : "nothing to "
                                    + notice.word()
                                    + ": no DR request is open on "
                                    + place.text());
        }
        return claim.tuples().isEmpty()
                ? Optional.empty()
                : Optional.of(stillOpen(place) + whoMayEndIt(scope, claim));
    }

    static String stillOpen(ResolvedName place) {
        return "the DR request on " + place.text() + " is still open";
    }

    /** Who asked for it, by whichever connection; what was taken along ends with the whole. */
    private static String whoMayEndIt(RequestScope scope, Claim claim) {
        Map<String, String> facts = claim.tuples().get(0).properties();
        String who = facts.getOrDefault("requestedBy", facts.get("holder"));
        boolean own = scope.intent().initiator().id().equals(who);
        String or = own ? "" : "; once that initiator has gone it is given back";
        if (facts.containsKey("request")) {
            return "; it ends with " + facts.get("request") + ", which " + who + " asked for" + or;
        }
        return own ? "" : "; only " + who + ", who asked for it, may end it" + or;
    }
}
