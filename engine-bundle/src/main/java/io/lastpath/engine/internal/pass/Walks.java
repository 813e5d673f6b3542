// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.registry.SubtreeWalk;
import io.lastpath.engine.internal.registry.SubtreeWalk.Reach;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.RcmFlags;
import java.util.List;
import java.util.function.Consumer;

/** Walks the tree and visits whoever is there. Safe for use by several threads. */
public final class Walks {

    private final Registrations registrations;

    Walks(Registrations registrations) {
        this.registrations = registrations;
    }

    /** {@return how far the flags of a request let a walk go} */
    public static Reach reach(RcmFlags flags) {
        if (flags.has(RcmFlags.RETIRE_REQUEST)) {
            return Reach.NODE;
        }
        return flags.has(RcmFlags.FILESYS) ? Reach.BELOW : Reach.SUBTREE;
    }

    /**
     * Walks. A visitor that fails does not end the walk; a scope that closes does.
     *
     * @param scope the request
     * @param start where to start
     * @param reach how far to go
     * @param visitor is called for each registrant, removed ones included
     */
    void walk(RequestScope scope, TreeKey start, Reach reach, Consumer<Registrant> visitor) {
        SubtreeWalk walk = registrations.walk(start, reach);
        for (List<Registrant> node = walk.next(); node != null; node = walk.next()) {
            for (Registrant one : node) {
                if (!scope.isOpen()) {
                    return;
                }
                visitor.accept(one);
            }
        }
    }
}
