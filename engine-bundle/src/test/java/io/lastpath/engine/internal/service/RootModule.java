// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;

/** The module of a file system that is mounted. */
final class RootModule extends TestModule {

    private final String root;

    RootModule(String root) {
        this.root = root;
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        handle.registerInterest(RegistrationKind.DR, root, RcmFlags.FILESYS);
        return RcmResult.SUCCESS;
    }
}
