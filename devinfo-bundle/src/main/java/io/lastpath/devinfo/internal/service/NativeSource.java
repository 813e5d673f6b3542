// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.internal.service.ReadGate.Outcome;
import io.lastpath.devinfo.internal.snapshot.DevinfoLibrary;
import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.log.Logger;

/**
 * The device tree of this host, read through a library that is loaded. Reads are one at a time. A
 * change of the host is not announced, since libdevinfo does not tell of any: listeners are told
 * from time to time to look, and that a read came back that was given up. Safe for use by several
 * threads.
 */
final class NativeSource implements DeviceTreeSource {

    private final Path file;
    private final DevinfoLibrary library;
    private final Logger logger;
    private final Consumer<Outcome> late;
    private final ReadGate gate = new ReadGate();
    private final CopyOnWriteArrayList<DeviceTreeListener> listeners = new CopyOnWriteArrayList<>();

    /**
     * Reads through a library, which is unloaded with {@link #close}.
     *
     * @param late told on the reading thread when a read came back that nobody waited for any more
     */
    NativeSource(Path file, DevinfoLibrary library, Logger logger, Consumer<Outcome> late) {
        this.file = file;
        this.library = library;
        this.logger = logger;
        this.late = late;
    }

    @Override
    public DeviceTree snapshot() throws DeviceTreeException {
        gate.enter();
        try {
            return library.snapshot(this::left);
        } catch (DeviceTreeException | RuntimeException | Error e) {
            left();
            throw e;
        }
    }

    /** A read has come back; the last one after the end unloads the library. */
    private void left() {
        Outcome outcome = gate.leave();
        if (outcome.last()) {
            library.unload();
            returned(outcome, "the adapter had been stopped or configured anew; it is unloaded");
        } else if (outcome.missed()) {
            returned(outcome, "it had been given up; the tree is read again");
            late.accept(outcome);
        }
    }

    private void returned(Outcome outcome, String meanwhile) {
        logger.warn(
                "A read of the device tree through {} came back after {} ms, when {}.",
                file,
                outcome.took().toMillis(),
                meanwhile);
    }

    /** {@return whether a read is under way} */
    boolean isReading() {
        return gate.isReading();
    }

    /** Tells the listeners that the tree has to be read again. */
    void announce() {
        tell(listener -> listener.changed(this));
    }

    /** Tells the listeners that it is time to read the tree again. */
    void announceLook() {
        tell(listener -> listener.mayHaveChanged(this));
    }

    /** Whatever a listener throws, the next look is told as well. */
    private void tell(Consumer<DeviceTreeListener> message) {
        for (DeviceTreeListener listener : listeners) {
            try {
                message.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                logger.error("A listener to the device tree of libdevinfo failed.", e);
            }
        }
    }

    /** Ends it: the library is unloaded as soon as nobody reads. */
    void close() {
        if (gate.close()) {
            library.unload();
        }
    }

    @Override
    public String description() {
        return "this host through " + file;
    }

    @Override
    public void addListener(DeviceTreeListener listener) {
        listeners.addIfAbsent(listener);
    }

    @Override
    public void removeListener(DeviceTreeListener listener) {
        listeners.remove(listener);
    }
}
