// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.consumer;

import io.lastpath.rcm.Errno;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.RequestSequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A coordinator as far as these modules use it: registrations, and who asks. Used by one thread.
 */
final class FakeHandle implements RcmHandle {

    final Set<String> registered = new TreeSet<>();
    final List<String> calls = new ArrayList<>();
    final Map<String, RcmReply> failures = new HashMap<>();
    private final Intent intent;

    FakeHandle(String... accepted) {
        intent = new Intent(Initiator.process(7), "test", Set.of(accepted));
    }

    @Override
    public Intent intent() {
        return intent;
    }

    @Override
    public RcmReply registerInterest(RegistrationKind kind, String resource, RcmFlags flags) {
        calls.add("register " + kind + " " + resource + " " + flags);
        if (failures.containsKey(resource)) {
            return failures.get(resource);
        }
        return registered.add(resource) ? RcmReply.SUCCESS : RcmReply.failure(Errno.EALREADY);
    }

    @Override
    public RcmReply unregisterInterest(RegistrationKind kind, String resource, RcmFlags flags) {
        calls.add("unregister " + kind + " " + resource + " " + flags);
        return registered.remove(resource) ? RcmReply.SUCCESS : RcmReply.failure(Errno.ENOENT);
    }

    /** {@return the answer of a coordinator with a DR request in the way} */
    static RcmReply conflict() {
        return new RcmReply(RcmResult.CONFLICT, Errno.NONE, List.of(), List.of(), 0);
    }

    @Override
    public RequestSequence sequence() {
        return new RequestSequence(1, 1);
    }

    @Override
    public List<String> resources() {
        throw unused();
    }

    @Override
    public RcmState getResourceState(String resource) {
        throw unused();
    }

    @Override
    public boolean isRemoved(String resource) {
        return false;
    }

    @Override
    public RcmReply getInfo(List<String> resources, RcmFlags flags) {
        throw unused();
    }

    @Override
    public RcmReply inspect(List<String> resources, RcmFlags flags) {
        throw unused();
    }

    @Override
    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
        throw unused();
    }

    @Override
    public RcmReply notifyOnline(List<String> resources, RcmFlags flags) {
        throw unused();
    }

    @Override
    public RcmReply notifyRemove(List<String> resources, RcmFlags flags) {
        throw unused();
    }

    @Override
    public List<String> leave(List<String> resources, String other) {
        throw unused();
    }

    @Override
    public RcmReply requestSuspend(List<String> resources, RcmFlags flags, Duration interval) {
        throw unused();
    }

    @Override
    public RcmReply notifyResume(List<String> resources, RcmFlags flags) {
        throw unused();
    }

    @Override
    public RcmReply requestCapacityChange(
            String resource, RcmFlags flags, Map<String, String> data) {
        throw unused();
    }

    @Override
    public RcmReply notifyCapacityChange(
            String resource, RcmFlags flags, Map<String, String> data) {
        throw unused();
    }

    @Override
    public RcmReply notifyEvent(String resource, RcmFlags flags, Map<String, String> data) {
        throw unused();
    }

    private static AssertionError unused() {
        return new AssertionError("a consumer never calls that");
    }
}
