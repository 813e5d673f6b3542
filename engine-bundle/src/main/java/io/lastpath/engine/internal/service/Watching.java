// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.pass.Asking;
import io.lastpath.engine.internal.request.RequestScope;

/**
 * Has an operation notice who leaves during all of it: also while modules are waited for, and while
 * one is asked that passes a question on. Stateless.
 *
 * @param asking watches
 */
record Watching(Asking asking) {

    /** {@return the same work, watched from its beginning to its end} */
    Caller.Work during(Caller.Work work) {
        return (RequestScope scope) -> {
            Runnable end = asking.watch(scope);
            try {
                return work.run(scope);
            } finally {
                end.run();
            }
        };
    }
}
