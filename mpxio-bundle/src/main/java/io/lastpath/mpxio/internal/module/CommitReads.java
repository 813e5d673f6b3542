// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.TableKeeper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the tree anew once for each request that is about to be carried out, however many PHCIs it
 * takes. Remembers the last {@value #MOST} requests. Safe for use by several threads.
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
     * Sees to it that the table was read after the query of a request.
     *
     * @param request its number
     * @return why it could not be, in one sentence; empty where it was
     */
    String failure(long request) {
        synchronized (failures) {
            String known = failures.get(request);
            if (known != null) {
                return known;
            }
        }
        String failure = keeper.refresh().failure();
        synchronized (failures) {
            failures.put(request, failure);
        }
        return failure;
    }
}
