// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.recovery;

import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.pass.Notice;
import io.lastpath.engine.internal.pass.Noticing;
import io.lastpath.engine.internal.recovery.Finishing.Action;
import io.lastpath.engine.internal.recovery.Finishing.Recorder;
import io.lastpath.engine.internal.recovery.Finishing.Work;
import io.lastpath.engine.internal.request.Leftover;
import io.lastpath.engine.internal.request.Leftovers;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Ends what nobody else ends, and says why. Each returns why it could not be ended; empty if it is.
 * Safe for use by several threads.
 */
final class GivingBack {

    /** The journal does not tell which of them it was. */
    private static final String TAKEN =
            "it had been taken within an event, a notification or a capacity request";

    private static final String ABANDONED = TAKEN + ", and its initiator has gone";
    private static final String CUT_OFF =
            TAKEN + " that had not been finished, or along with what is over";

    private final Leftovers leftovers;
    private final Noticing noticing;
    private final BooleanSupplier running;
    private final Recorder recorder;

    GivingBack(Leftovers leftovers, Noticing noticing, BooleanSupplier running, Recorder recorder) {
        this.leftovers = leftovers;
        this.noticing = noticing;
        this.running = running;
        this.recorder = recorder;
    }

    /** Undoes what somebody left behind who has gone. */
    String undo(Leftover one) {
        return end(one, one.isUnrooted() ? ABANDONED : "its initiator has gone", false);
    }

    /** Gives back a dependent whose request is over. */
    String dependent(Leftover one) {
        String unrooted = one.isEarlier() ? CUT_OFF : ABANDONED;
        String why = one.isUnrooted() ? unrooted : "what it had been taken along with is over";
        return dependent(one, why, false);
    }

    /**
     * Ends a request, or what was taken without one.
     *
     * @param one which
     * @param why why
     * @param wanted whether its initiator may still count on it
     */
    String end(Leftover one, String why, boolean wanted) {
        if (one.isUnrooted()) {
            return dependent(one, why, wanted);
        }
        Notice notice = Notice.ending(one.state(), one.suspension());
        RcmFlags flags = one.filesys() ? RcmFlags.FILESYS : RcmFlags.NONE;
        List<ResolvedName> places = List.of(one.resource());
        return ended(one, why, wanted, telling -> noticing.tell(notice, telling, places, flags));
    }

    private String dependent(Leftover one, String why, boolean wanted) {
        return ended(one, why, wanted, giving -> noticing.giveBack(giving, one));
    }

    private String ended(Leftover one, String why, boolean wanted, Work work) {
        Notice notice = Notice.ending(one.state(), one.suspension());
        RequestScope scope = RequestScope.finishing(one, running);
        RcmReply reply = recorder.record(one, Action.valueOf(notice.name()), why, scope, work);
        if (leftovers.isGone(one)) {
            if (notice != Notice.REMOVE && leftovers.isEndedIn(scope, one)) {
                recorder.givenBack(one, why, wanted);
            }
            return "";
        }
        return leftovers.isGoneOnWith(one)
                ? ""
                : "it could not be ended: " + Finishing.reasons(reply);
    }
}
