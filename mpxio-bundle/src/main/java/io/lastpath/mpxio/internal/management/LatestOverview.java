// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Doubts;
import io.lastpath.mpxio.internal.preview.PreviewRun;
import io.lastpath.rcm.Coordinator;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The last overview, with every verdict taken back as soon as what it was judged on is no longer
 * so: a judgement may take as long as everybody that it asks, and whoever reads a bean meanwhile is
 * not told the one before. Never waits. Safe for use by several threads.
 */
final class LatestOverview implements Supplier<Overview> {

    private record Judged(Overview overview, long revision, Optional<Coordinator> coordinator) {}

    private record Doubted(Judged judged, String reason, Overview overview) {}

    private final TableKeeper keeper;
    private final CoordinatorAccess coordinator;
    private volatile Judged judged = new Judged(Overview.empty(), 0, Optional.empty());
    private volatile Doubted doubted = new Doubted(judged, "", judged.overview());

    LatestOverview(TableKeeper keeper, CoordinatorAccess coordinator) {
        this.keeper = keeper;
        this.coordinator = coordinator;
    }

    /** {@return the overview as it was judged, whatever happened since} */
    Overview asJudged() {
        return judged.overview();
    }

    /** Shows an overview from now on, for as long as state and coordinator are those given. */
    void set(Overview overview, TableState on, Optional<Coordinator> asked) {
        judged = new Judged(overview, on.revision(), asked);
    }

    @Override
    public Overview get() {
        Judged last = judged;
        String reason = doubt(last);
        if (reason.isEmpty()) {
            return last.overview();
        }
        Doubted known = doubted;
        if (known.judged() != last || !known.reason().equals(reason)) {
            known = new Doubted(last, reason, last.overview().doubted(reason));
            doubted = known; // one bean has many attributes
        }
        return known.overview();
    }

    /** {@return why what is shown is not of the last table; empty if it is} */
    String behind() {
        TableState now = keeper.state();
        return now.revision() == judged.revision() ? "" : unjudged(now);
    }

    private static String unjudged(TableState now) {
        return "table " + now.sequence() + " of the device tree was not judged yet";
    }

    private String doubt(Judged last) {
        Optional<Coordinator> present = coordinator.current();
        TableState now = keeper.state();
        if (present.isEmpty() && last.coordinator().isPresent()) {
            return PreviewRun.NO_COORDINATOR;
        }
        if (now.revision() != last.revision()) {
            return now.isStale() ? Doubts.stale(now) : unjudged(now);
        }
        return present.equals(last.coordinator())
                ? ""
                : "the coordinator in service was not asked yet";
    }
}
