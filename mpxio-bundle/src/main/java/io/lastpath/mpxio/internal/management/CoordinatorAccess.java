// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.management.JmxCaller;
import io.lastpath.management.OperationReport;
import io.lastpath.mpxio.internal.preview.PreviewRun;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The coordinator, which may come and go. Safe for use by several threads. */
final class CoordinatorAccess {

    private final AtomicReference<Coordinator> coordinator = new AtomicReference<>();

    void set(Coordinator arrived) {
        coordinator.set(arrived);
    }

    /** Forgets a coordinator, unless another one took its place already. */
    void unset(Coordinator left) {
        coordinator.compareAndSet(left, null);
    }

    Optional<Coordinator> current() {
        return Optional.ofNullable(coordinator.get());
    }

    /**
     * Makes a request for whoever calls the bean.
     *
     * @return its record as text
     * @throws IllegalStateException if there is no coordinator
     */
    String request(String reason, Set<String> accepted, Function<RcmHandle, RcmReply> request) {
        Coordinator present =
                current()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                PreviewRun.NO_COORDINATOR
                                                        + ": start the engine bundle"));
        RcmHandle handle = present.open(new Intent(JmxCaller.current(), reason, accepted));
        RcmReply reply = request.apply(handle);
        return present.operation(reply.operation())
                .map(OperationReport::text)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "the coordinator did not carry the request out, "
                                                + reply.result()
                                                + " "
                                                + reply.errno()));
    }
}
