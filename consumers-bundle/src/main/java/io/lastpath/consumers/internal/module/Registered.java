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
 * whoever built an answer on what was asks again; so is one of which anything else was answered
 * since. Safe for use by several threads.
 */
final class Registered {

    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Answers answers = new Answers();

    /** What could not be registered now, since something is going on with the disk. */
    private final Map<String, String> barred = new ConcurrentHashMap<>();

    boolean contains(String resource) {
        return known.containsKey(resource);
    }

    /** The coordinator dropped it. */
    void forget(String resource) {
        known.remove(resource);
        answers.forget(resource);
    }

    /**
     * Somebody was answered, perhaps that nothing can be said. Where nobody may register for the
     * disk now, that is tried again.
     */
    void answered(String resource, String words) {
        answers.add(resource, words);
        barred.remove(resource);
    }

    /**
     * {@return whether there is something to bring up to date, but for what was tried in vain while
     * something was going on with the disk, and was not answered since}
     */
    boolean isOutdated(Map<String, String> wanted) {
        return !wanted.keySet().containsAll(known.keySet())
                || wanted.entrySet().stream()
                        .filter(one -> !one.getValue().equals(barred.get(one.getKey())))
                        .anyMatch(one -> isOutdated(one.getKey(), one.getValue()));
    }

    private boolean isOutdated(String resource, String words) {
        return !words.equals(known.get(resource)) || !answers.agree(resource, words);
    }

    /** What fails is tried again the next time; the first failure is the result. */
    RcmResult bringUpToDate(RcmHandle handle, Map<String, String> wanted) {
        RcmResult result = RcmResult.SUCCESS;
        barred.clear();
        for (String resource : List.copyOf(known.keySet())) {
            String words = wanted.get(resource);
            if (words == null || isOutdated(resource, words) && isFree(handle, resource, words)) {
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
    private boolean isFree(RcmHandle handle, String resource, String words) {
        boolean free = isOnline(handle, resource);
        if (!free) {
            barred.put(resource, words);
        }
        return free;
    }

    private static boolean isOnline(RcmHandle handle, String resource) {
        try {
            return handle.getResourceState(resource) == RcmState.ONLINE;
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
            if (known.putIfAbsent(resource, words) == null) {
                answers.doubt(resource);
            }
            return RcmResult.SUCCESS;
        }
        known.remove(resource);
        if (reply.result().equals(RcmResult.CONFLICT)) {
            barred.put(resource, words); // the coordinator has it registered when that is over
        }
        return reply.result();
    }

    private RcmResult drop(RcmHandle handle, String resource) {
        // Before it is so: the guard speaks twice rather than nobody at all.
        String words = known.remove(resource);
        answers.forget(resource);
        RcmReply reply = handle.unregisterInterest(RegistrationKind.DR, resource, RcmFlags.NONE);
        if (reply.isSuccess() || reply.errno() == Errno.ENOENT) {
            return RcmResult.SUCCESS;
        }
        if (words != null) {
            known.put(resource, words);
            answers.doubt(resource);
        }
        return reply.result();
    }

    private static RcmResult first(RcmResult one, RcmResult next) {
        return one.isSuccess() ? next : one;
    }
}
