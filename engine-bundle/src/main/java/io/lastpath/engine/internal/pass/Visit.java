// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

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

    RequestScope callback() {
        return scope.callback(served, mark);
    }
}
