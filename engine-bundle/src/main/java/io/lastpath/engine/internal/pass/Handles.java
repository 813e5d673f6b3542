// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.RcmHandle;

/** Makes the handles that modules get. */
@FunctionalInterface
public interface Handles {

    /**
     * Opens a handle for one callback.
     *
     * @param module the module
     * @param scope what the callback serves; the handle is as good as it is
     * @return the handle
     */
    RcmHandle open(ModuleSlot module, RequestScope scope);
}
