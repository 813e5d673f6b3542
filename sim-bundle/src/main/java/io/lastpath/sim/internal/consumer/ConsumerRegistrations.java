// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.consumer;

import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import java.util.List;
import java.util.Set;

/**
 * Registers what is used and drops what no longer is. What fails is tried again the next time. Used
 * once, by one thread; the set may be shared.
 */
final class ConsumerRegistrations {

    private final Set<String> registered;
    private final RcmHandle handle;
    private RcmResult result = RcmResult.SUCCESS;

    ConsumerRegistrations(Set<String> registered, RcmHandle handle) {
        this.registered = registered;
        this.handle = handle;
    }

    RcmResult bringUpToDate(Set<String> wanted) {
        for (String resource : List.copyOf(registered)) {
            if (!wanted.contains(resource)) {
                drop(resource);
            }
        }
        // Those known as registered as well: another coordinator may have taken over.
        wanted.stream().sorted().forEach(this::add);
        return result;
    }

    private void add(String resource) {
        RcmReply reply = handle.registerInterest(RegistrationKind.DR, resource, RcmFlags.NONE);
        if (reply.isSuccess() || reply.errno() == Errno.EALREADY) {
            registered.add(resource);
        } else {
            failed(reply);
        }
    }

    private void drop(String resource) {
        RcmReply reply = handle.unregisterInterest(RegistrationKind.DR, resource, RcmFlags.NONE);
        if (reply.isSuccess() || reply.errno() == Errno.ENOENT) {
            registered.remove(resource);
        } else {
            failed(reply);
        }
    }

    /** The first failure is the result; the others are tried nevertheless. */
    private void failed(RcmReply reply) {
        if (result.isSuccess()) {
            result = reply.result();
        }
    }
}
