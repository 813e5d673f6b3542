// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers each request until it is over, and the last {@value #MOST} at most: what a request
 * asked that is not remembered counts as not asked. Safe for use by several threads.
 */
final class RequestMemories {

    private static final int MOST = 1024;

    private final Map<Long, RequestMemory> requests =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, RequestMemory> eldest) {
                    return size() > MOST;
                }
            };

    /** {@return the memory of a request, which may be new; request 0 is none, and has none} */
    RequestMemory of(long request) {
        if (request == 0) {
            return new RequestMemory();
        }
        synchronized (requests) {
            return requests.computeIfAbsent(request, any -> new RequestMemory());
        }
    }

    /** Forgets a request, which is over. */
    void forget(long request) {
        synchronized (requests) {
            requests.remove(request);
        }
    }
}
