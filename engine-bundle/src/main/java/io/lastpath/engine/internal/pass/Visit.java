// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.engine.internal.request.WalkMark;
import io.lastpath.rcm.RcmFlags;
import java.util.List;

/**
 * What the callbacks of one walk have in common.
 *
 * @param scope the request being served
 * @param served what it named
 * @param mark the walk; null where walking in a circle is impossible
 * @param flags what the callbacks get
 * @param answers where their answers go
 */
record Visit(
        RequestScope scope, List<String> served, WalkMark mark, RcmFlags flags, Answers answers) {

    /** {@return the scope of a callback of a registrant} */
    RequestScope callback(Registrant who) {
        return scope.callback(served, mark, new Called(who.module().name(), who.resource()));
    }
}
