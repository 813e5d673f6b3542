// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.support;

import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.RequestSequence;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A handle on which everything succeeds and everything is online; tests override what matters. */
public class FakeHandle implements RcmHandle {

    @Override
    public Intent intent() {
        return Intent.of(Initiator.process(1), "");
    }

    @Override
    public RequestSequence sequence() {
        return new RequestSequence(0, 0);
    }

    @Override
    public List<String> resources() {
        return List.of();
    }

    @Override
    public RcmReply registerInterest(RegistrationKind kind, String resource, RcmFlags flags) {
        return RcmReply.SUCCESS;
    }

    @Override
    public RcmReply unregisterInterest(RegistrationKind kind, String resource, RcmFlags flags) {
        return RcmReply.SUCCESS;
    }

    @Override
    public RcmState getResourceState(String resource) throws RcmException {
        return RcmState.ONLINE;
    }

    @Override
    public boolean isRemoved(String resource) {
        return false;
    }

    @Override
    public RcmReply getInfo(List<String> resources, RcmFlags flags) {
        return RcmReply.SUCCESS;
    }

    @Override
    public RcmReply inspect(List<String> resources, RcmFlags flags) {
        return RcmReply.SUCCESS;
    }

    @Override
    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
        return RcmReply.SUCCESS;
    }

    @Override
    public RcmReply notifyOnline(List<String> resources, RcmFlags flags) {
        return RcmReply.SUCCESS;
    }

    @Override
    public RcmReply notifyRemove(List<String> resources, RcmFlags flags) {
        return RcmReply.SUCCESS;
    }

    @Override
    public List<String> leave(List<String> resources, String other) {
        return List.of();
    }

    @Override
    public RcmReply requestSuspend(List<String> resources, RcmFlags flags, Duration interval) {
        return RcmReply.SUCCESS;
    }

    @Override
    public RcmReply notifyResume(List<String> resources, RcmFlags flags) {
        return RcmReply.SUCCESS;
    }

    @Override
    public RcmReply requestCapacityChange(
            String resource, RcmFlags flags, Map<String, String> data) {
        return RcmReply.SUCCESS;
    }

    @Override
    public RcmReply notifyCapacityChange(
            String resource, RcmFlags flags, Map<String, String> data) {
        return RcmReply.SUCCESS;
    }

    @Override
    public RcmReply notifyEvent(String resource, RcmFlags flags, Map<String, String> data) {
        return RcmReply.SUCCESS;
    }

    /** One of a request. */
    public static class OfRequest extends FakeHandle {
        private final long request;

        public OfRequest(long request) {
            this.request = request;
        }

        @Override
        public RequestSequence sequence() {
            return new RequestSequence(request, 1);
        }
    }
}
