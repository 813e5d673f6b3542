// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.registry.SubtreeWalk.Reach;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.engine.internal.request.WalkMark;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import java.time.Duration;
import java.util.List;

/**
 * What is asked of whom.
 *
 * @param ask offline or suspend
 * @param scope who asks
 * @param names the resources as given
 * @param places the resources resolved
 * @param flags as given
 * @param reach how far the walks go
 * @param interval of a suspend; zero for unknown
 * @param callback the module's operation
 * @param doubts what is to be said against relying on the registrations
 */
public record Question(
        Ask ask,
        RequestScope scope,
        List<String> names,
        List<ResolvedName> places,
        RcmFlags flags,
        Reach reach,
        Duration interval,
        Callback callback,
        List<Assessment> doubts) {

    boolean isQueryOnly() {
        return flags.has(RcmFlags.QUERY);
    }

    /** Knowingly going on without knowing what will be lost. */
    boolean acceptsUnknown() {
        return flags.has(RcmFlags.FORCE)
                && scope.intent().accepted().contains(Intent.ACCEPT_UNKNOWN);
    }

    WalkMark mark(ResolvedName place, boolean querying) {
        return new WalkMark(ask.step(querying), place.key(), isMarked());
    }

    /** A dependent that depends on what is being asked already has its answer on the way. */
    boolean isCircular(ResolvedName place, boolean querying) {
        return scope.isWalking(mark(place, querying));
    }

    boolean isRetiring() {
        return flags.has(RcmFlags.RETIRE_REQUEST);
    }

    /** {@return whether it is about the root of a file system} */
    boolean isMarked() {
        return flags.has(RcmFlags.FILESYS);
    }
}
