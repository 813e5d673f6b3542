// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the tree anew for each request that is about to be carried out: once, however many PHCIs it
 * takes, unless the tree changes meanwhile. Remembers the last {@value #MOST} requests. Safe for
 * use by several threads.
 */
final class CommitReads {

    private static final int MOST = 1024;

    private final TableKeeper keeper;

    /** Why the tree could not be read, by request; empty where it could. */
    private final Map<Long, String> failures =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
                    return size() > MOST;
                }
            };

    CommitReads(TableKeeper keeper) {
        this.keeper = keeper;
    }

    /** What was read before a query says nothing of what comes after it. */
    void forget(long request) {
        synchronized (failures) {
            failures.remove(request);
        }
    }

    /**
     * Sees to it that the table was read after the query of a request. It is read once more where
     * the tree changed since, as it does when those who are told first let go.
     *
     * @param request its number
     * @return why it could not be, in one sentence; empty where it was
     */
    String failure(long request) {
        String known = known(request);
        if (known != null && (!known.isEmpty() || !keeper.state().isStale())) {
            return known;
        }
        Refresh refresh = keeper.refresh();
        if (refresh.isGood() && refresh.state().isStale()) {
            refresh = keeper.refresh();
        }
        synchronized (failures) {
            failures.put(request, refresh.failure());
        }
        return refresh.failure();
    }

    private String known(long request) {
        synchronized (failures) {
            return failures.get(request);
        }
    }
}
