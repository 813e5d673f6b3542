// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.service;

import io.lastpath.rcm.Coordinator;
import java.lang.reflect.Proxy;
import java.util.List;

/** A coordinator without DR requests that only notes who is to register again. */
final class FakeCoordinator {

    private FakeCoordinator() {}

    static Coordinator noting(List<String> modules) {
        return (Coordinator)
                Proxy.newProxyInstance(
                        FakeCoordinator.class.getClassLoader(),
                        new Class<?>[] {Coordinator.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("drRequests")) {
                                return List.of();
                            }
                            if (!method.getName().equals("requestRegistration")) {
                                throw new AssertionError("unexpected call of " + method);
                            }
                            modules.add((String) arguments[0]);
                            return null;
                        });
    }
}
