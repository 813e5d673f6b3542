// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.mpxio.internal.DaemonThreads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.osgi.service.log.Logger;

/**
 * Tells table listeners what happened, in the order in which it was queued, on one thread that does
 * nothing else. Safe for use by several threads.
 */
final class Messages {

    private final Logger logger;
    private final ExecutorService thread = DaemonThreads.single("lastpath-mpxio-table");
    private final List<TableListener> listeners = new CopyOnWriteArrayList<>();

    Messages(Logger logger) {
        this.logger = logger;
    }

    void add(TableListener listener) {
        listeners.add(listener);
    }

    void remove(TableListener listener) {
        listeners.remove(listener);
    }

    /** Queues a message; may be called with a lock held. */
    void tell(Consumer<TableListener> message) {
        thread.execute(() -> listeners.forEach(listener -> tell(listener, message)));
    }

    private void tell(TableListener listener, Consumer<TableListener> message) {
        try {
            message.accept(listener);
        } catch (RuntimeException | LinkageError e) {
            logger.error("A listener to the table failed.", e);
        }
    }

    /** Queues something else to be done among the messages. */
    void run(Runnable task) {
        thread.execute(task);
    }

    /** Ends after what is queued. */
    void close() {
        thread.shutdown();
    }
}
