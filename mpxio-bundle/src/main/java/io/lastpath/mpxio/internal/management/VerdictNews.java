// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.management.PhciData;
import io.lastpath.mpxio.internal.management.Changes.Change;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells of each verdict that is another one than was told last. A PHCI of which others are being
 * asked whether it may go counts as no spare one, which is over with their answer: what that makes
 * of the verdicts is no news unless it stays. For one thread.
 */
final class VerdictNews {

    private static final Set<String> ASKING =
            Set.of(RcmState.OFFLINE_QUERYING.name(), RcmState.SUSPEND_QUERYING.name());

    private Map<String, String> told = Map.of();

    /** {@return what is new, of PHCIs that were there before} */
    List<Change> in(Overview shown) {
        boolean asking =
                shown.phcis().stream().anyMatch(phci -> ASKING.contains(phci.resourceState()));
        Map<String, String> now = new HashMap<>();
        List<Change> news = new ArrayList<>();
        for (PhciData phci : shown.phcis()) {
            String old = told.get(phci.devicePath());
            boolean waits = asking && !phci.verdict().equals(Verdict.UNKNOWN.name());
            String verdict = waits ? old : phci.verdict();
            if (verdict != null) {
                now.put(phci.devicePath(), verdict);
            }
            if (old != null && !old.equals(verdict)) {
                news.add(new Change(Changes.VERDICT_CHANGED, message(phci, old, shown)));
            }
        }
        told = now;
        return news;
    }

    private static String message(PhciData phci, String old, Overview shown) {
        PhciView view = shown.phciViews().get(phci.id());
        return "the loss of PHCI "
                + phci.id()
                + " was "
                + old
                + " and is "
                + phci.verdict()
                + " now"
                + (view == null ? "" : ": " + view.reason());
    }
}
