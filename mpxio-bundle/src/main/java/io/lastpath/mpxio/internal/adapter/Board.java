// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import java.util.function.Consumer;
import org.osgi.service.log.Logger;

/**
 * What is published, and who is told of it. Changed with the keeper's lock held, so that messages
 * keep the order of what they are about; read by any thread.
 */
final class Board {

    private final Messages messages;
    private volatile TableState state = TableState.unread();

    /**
     * Nothing was read yet.
     *
     * @param logger is told of listeners that fail
     */
    Board(Logger logger) {
        this.messages = new Messages(logger);
    }

    TableState state() {
        return state;
    }

    void publish(TableState published) {
        state = published;
        tell(listener -> listener.published(published));
    }

    /** The table is not to be believed any more, or for another reason. */
    void stale(String reason) {
        publish(state.stale(reason));
    }

    void tell(Consumer<TableListener> message) {
        messages.tell(message);
    }

    /** Does something among the messages, with no lock held. */
    void afterMessages(Runnable task) {
        messages.run(task);
    }

    void add(TableListener listener) {
        messages.add(listener);
    }

    void remove(TableListener listener) {
        messages.remove(listener);
    }

    void close() {
        messages.close();
    }
}
