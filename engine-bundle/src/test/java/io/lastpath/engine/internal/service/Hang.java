// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.ModuleReply;
import java.util.concurrent.CountDownLatch;

/** What modules hang in that are called between its begin and its end. For several threads. */
final class Hang {

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean isOn;

    void begin() {
        isOn = true;
    }

    /** Who is called from now on does not hang; who hangs goes on. */
    void takeNoMore() {
        isOn = false;
    }

    /** Lets all go. */
    void end() {
        isOn = false;
        over.countDown();
    }

    /** {@return that a module agrees, as late as this has it} */
    ModuleReply answer() {
        try {
            if (isOn) {
                over.await();
            }
            return ModuleReply.SUCCESS;
        } catch (InterruptedException e) {
            return ModuleReply.refusal("interrupted");
        }
    }
}
