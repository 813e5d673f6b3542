// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.pass.Handles;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmResult;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Has modules unregister when the coordinator stops, all at once and not for long. Stateless. */
final class Farewell {

    private static final long LONGEST_MILLIS = 2_000;

    private final ExecutorService pool;
    private final Handles handles;

    Farewell(ExecutorService pool, Handles handles) {
        this.pool = pool;
        this.handles = handles;
    }

    void to(List<ModuleSlot> modules) {
        RequestScope scope =
                RequestScope.outside(
                        new Owner(
                                Intent.of(
                                        new Initiator("coordinator", Initiator.NO_PID, "local"),
                                        "stop"),
                                0),
                        0,
                        () -> true);
        List<Callable<RcmResult>> calls =
                modules.stream()
                        .map(
                                module ->
                                        (Callable<RcmResult>)
                                                () ->
                                                        module.service()
                                                                .unregister(
                                                                        handles.open(
                                                                                module, scope)))
                        .toList();
        try {
            pool.invokeAll(calls, LONGEST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            scope.close();
        }
    }
}
