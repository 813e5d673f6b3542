// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes the calls that a trace names by their words. */
final class TraceCalls {

    private TraceCalls() {}

    static RcmReply call(
            RcmHandle handle,
            String op,
            List<String> names,
            RcmFlags flags,
            Duration interval,
            Map<String, String> data) {
        return switch (op) {
            case "offline" -> handle.requestOffline(names, flags);
            case "online" -> handle.notifyOnline(names, flags);
            case "remove" -> handle.notifyRemove(names, flags);
            case "suspend" -> handle.requestSuspend(names, flags, interval);
            case "resume" -> handle.notifyResume(names, flags);
            case "getinfo" -> handle.getInfo(names, flags);
            case "capreq" -> handle.requestCapacityChange(names.get(0), flags, data);
            case "capnotify" -> handle.notifyCapacityChange(names.get(0), flags, data);
            case "event" -> handle.notifyEvent(names.get(0), flags, data);
            case "register" -> handle.registerInterest(RegistrationKind.DR, names.get(0), flags);
            case "unregister" ->
                    handle.unregisterInterest(RegistrationKind.DR, names.get(0), flags);
            case "state" -> {
                try {
                    RcmState state = handle.getResourceState(names.get(0));
                    yield state == RcmState.UNKNOWN
                            ? RcmReply.failure(Errno.EFAULT)
                            : RcmReply.SUCCESS;
                } catch (RcmException e) {
                    yield RcmReply.failure(Errno.EINVAL);
                }
            }
            default -> throw new AssertionError("unknown operation " + op);
        };
    }
}
