// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The disks that a module is registered for, each with what it would say about it and what its
 * judgement rests on. A disk for which that has become something else is registered anew, so that
 * whoever built an answer on what was asks again. Safe for use by several threads.
 */
final class Registered {

    private final Map<String, String> known = new ConcurrentHashMap<>();

    boolean contains(String resource) {
        return known.containsKey(resource);
    }

    /** The coordinator dropped it. */
    void forget(String resource) {
        known.remove(resource);
    }

    /**
     * Nothing could be said about it. That is not what it was registered with, so that whoever
     * heard it asks again once all can be read.
     */
    void couldNotTell(String resource, String failure) {
        known.replace(resource, failure);
    }

    /** What fails is tried again the next time; the first failure is the result. */
    RcmResult bringUpToDate(RcmHandle handle, Map<String, String> wanted) {
        RcmResult result = RcmResult.SUCCESS;
        for (String resource : List.copyOf(known.keySet())) {
            if (!wanted.containsKey(resource) || isOutdated(handle, resource, wanted)) {
                result = first(result, drop(handle, resource));
            }
        }
        // Those known as registered as well: another coordinator may have taken over.
        for (Map.Entry<String, String> one : new TreeMap<>(wanted).entrySet()) {
            result = first(result, add(handle, one.getKey(), one.getValue()));
        }
        return result;
    }

    /** While something is going on with a disk nobody may register for it. */
    private boolean isOutdated(RcmHandle handle, String resource, Map<String, String> wanted) {
        try {
            return !wanted.get(resource).equals(known.get(resource))
                    && handle.getResourceState(resource) == RcmState.ONLINE;
        } catch (RcmException e) {
            return false;
        }
    }

    private RcmResult add(RcmHandle handle, String resource, String words) {
        RcmReply reply = handle.registerInterest(RegistrationKind.DR, resource, RcmFlags.NONE);
        if (reply.isSuccess()) {
            known.put(resource, words);
            return RcmResult.SUCCESS;
        }
        if (reply.errno() == Errno.EALREADY) {
            known.putIfAbsent(resource, words);
            return RcmResult.SUCCESS;
        }
        known.remove(resource);
        return reply.result();
    }

    private RcmResult drop(RcmHandle handle, String resource) {
        // Before it is so: the guard speaks twice rather than nobody at all.
        String words = known.remove(resource);
        RcmReply reply = handle.unregisterInterest(RegistrationKind.DR, resource, RcmFlags.NONE);
        if (reply.isSuccess() || reply.errno() == Errno.ENOENT) {
            return RcmResult.SUCCESS;
        }
        if (words != null) {
            known.put(resource, words);
        }
        return reply.result();
    }

    private static RcmResult first(RcmResult one, RcmResult next) {
        return one.isSuccess() ? next : one;
    }
}
