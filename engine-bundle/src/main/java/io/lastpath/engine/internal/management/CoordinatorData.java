// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.management;

import io.lastpath.management.DrRequestData;
import io.lastpath.management.GivenBackData;
import io.lastpath.management.ModuleData;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.GivenBack;
import io.lastpath.rcm.ModuleStatus;

/** What the coordinator knows, as management shows it. */
final class CoordinatorData {

    private CoordinatorData() {}

    static ModuleData of(ModuleStatus module) {
        return new ModuleData(
                module.name(),
                module.info(),
                module.registrations(),
                module.failures(),
                module.lastFailure(),
                module.standsBy(),
                module.unregistered());
    }

    static GivenBackData of(GivenBack one) {
        return new GivenBackData(
                one.resource(),
                one.state().name(),
                one.state().number(),
                one.intent().initiator().id(),
                one.intent().reason(),
                one.number(),
                one.why(),
                one.at().toString());
    }

    static DrRequestData of(DrRequest request) {
        return new DrRequestData(
                request.resource(),
                request.state().name(),
                request.state().number(),
                request.intent().initiator().id(),
                request.intent().reason(),
                request.sequence().number(),
                request.sequence().depth(),
                request.flags().toString(),
                request.since().toString(),
                request.attention());
    }
}
