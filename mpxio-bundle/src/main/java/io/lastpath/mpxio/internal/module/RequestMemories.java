// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers each request until it is over, and the last {@value #MOST} at most: what a request
 * asked that is not remembered counts as not asked. Safe for use by several threads.
 */
final class RequestMemories {

    static final int MOST = 256;

    private final Map<Long, RequestMemory> requests =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, RequestMemory> eldest) {
                    return size() > MOST;
                }
            };

    /** {@return the memory of a request that asks; request 0 is none, and is not remembered} */
    RequestMemory asking(long request) {
        if (request == 0) {
            return fresh();
        }
        synchronized (requests) {
            return requests.computeIfAbsent(request, any -> fresh());
        }
    }

    /** {@return what is remembered of a request; nothing of one that has not asked} */
    RequestMemory of(long request) {
        synchronized (requests) {
            return requests.getOrDefault(request, fresh());
        }
    }

    private static RequestMemory fresh() {
        return new RequestMemory(System::nanoTime);
    }

    /** {@return whether any request that is not over has asked about a PHCI} */
    boolean isAsked(String phci) {
        return all().stream().anyMatch(memory -> memory.isAsked(phci));
    }

    /** {@return the memories of all requests that are not over and have asked about a PHCI} */
    List<RequestMemory> thatAsked(String phci) {
        return all().stream().filter(memory -> memory.isAsked(phci)).toList();
    }

    private List<RequestMemory> all() {
        synchronized (requests) {
            return List.copyOf(requests.values());
        }
    }

    /**
     * Forgets a request, which is over.
     *
     * @return whether anything was remembered of it
     */
    boolean forget(long request) {
        synchronized (requests) {
            return requests.remove(request) != null;
        }
    }

    /** Forgets all. */
    void clear() {
        synchronized (requests) {
            requests.clear();
        }
    }
}
