// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.initiator;

import io.lastpath.rcm.Initiator;
import java.io.IOException;

/** A real process of this host that does nothing until it is killed. */
public final class Child implements AutoCloseable {

    private final Process process;

    /** Starts it; it ends at the latest with this process, which holds its input open. */
    public Child() throws IOException {
        process = new ProcessBuilder("cat").start();
    }

    public long pid() {
        return process.pid();
    }

    /** {@return it, as the initiator of DR operations} */
    public Initiator initiator() {
        return Initiator.process(pid());
    }

    /** Ends it with SIGKILL and waits until it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
