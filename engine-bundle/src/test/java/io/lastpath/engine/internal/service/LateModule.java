// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmResult;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A module that is registering until it is let go on. */
final class LateModule extends TestModule {

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    LateModule(String resource) {
        super(resource);
    }

    /** {@return whether it has begun to register, which is waited for} */
    boolean isRegistering() {
        return isDown(inside);
    }

    void goOn() {
        release.countDown();
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        inside.countDown();
        return isDown(release) ? super.register(handle) : RcmResult.FAILURE;
    }

    private static boolean isDown(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
