// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.Remarks;
import io.lastpath.rcm.GivenBack;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the coordinator has given back by itself. Safe for use by several threads. */
final class GivenBackLog {

    private static final int KEPT = 1_000;

    private final Deque<GivenBack> last = new ArrayDeque<>();
    private final Remarks remarks;

    GivenBackLog(Remarks remarks) {
        this.remarks = remarks;
    }

    /**
     * Notes a DR request that the coordinator has ended.
     *
     * @param one the request
     * @param wanted whether its initiator may still count on it
     */
    void add(GivenBack one, boolean wanted) {
        synchronized (last) {
            if (last.size() == KEPT) {
                last.removeFirst();
            }
            last.addLast(one);
        }
        if (wanted) {
            remarks.warn(sentence(one));
        } else {
            remarks.note(sentence(one));
        }
    }

    private static String sentence(GivenBack one) {
        String reason = one.intent().reason();
        return one.resource()
                + " was given back, which was "
                + one.state()
                + " by request "
                + one.number()
                + " of "
                + one.intent().initiator().id()
                + (reason.isEmpty() ? "" : " (" + reason + ")")
                + ": "
                + one.why();
    }

    /** {@return the last 1,000, oldest first} */
    List<GivenBack> all() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }
}
