// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.internal.snapshot.DevinfoLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.Logger;

/**
 * Loads the library and offers its device tree as a service, on a thread of its own, so that nobody
 * who starts or configures the bundle waits for the library. Safe for use by several threads.
 */
final class TreeOffer {

    private static final String ADAPTER = "libdevinfo";

    private final BundleContext context;
    private final Logger logger;
    private final ScheduledThreadPoolExecutor worker;
    private final ReadAgain again;
    private volatile Offer offer = Offer.none("", "the library has not been looked for yet");
    private volatile NativeSource source;

    /** The one before, which may still be reading: at most this one, as one library is loaded. */
    private volatile NativeSource earlier;

    private volatile boolean closed;

    /** Used on the worker only. */
    private ServiceRegistration<DeviceTreeSource> registration;

    TreeOffer(BundleContext context, Logger logger) {
        this.context = context;
        this.logger = logger;
        this.worker =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "lastpath-devinfo");
                            thread.setDaemon(true);
                            return thread;
                        },
                        new ThreadPoolExecutor.DiscardPolicy());
        worker.setRemoveOnCancelPolicy(true);
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        again = new ReadAgain(worker, () -> source);
    }

    /**
     * Follows the configuration, soon: looks for the library unless it is in use already.
     *
     * @param library a path, or the name of a file among the libraries of the system
     * @param ranking the service ranking of the tree
     * @param pollSeconds how often it is read again without anybody asking; 0 for never
     */
    void configure(String library, int ranking, int pollSeconds) {
        worker.execute(
                () -> {
                    again.every(pollSeconds);
                    if (registration != null && library.equals(offer.library())) {
                        registration.setProperties(properties(ranking));
                    } else {
                        look(library, ranking);
                    }
                });
    }

    private void look(String library, int ranking) {
        offer = Offer.none(library, "the library is being looked for");
        withdraw();
        try {
            make(library, ranking);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the bundle stops
        } catch (IOException | RuntimeException | LinkageError e) {
            decline(library, String.valueOf(e.getMessage()));
        }
    }

    private void make(String library, int ranking) throws IOException, InterruptedException {
        Path file = LibraryFile.find(library);
        DevinfoLibrary loaded = DevinfoLibrary.load(file, () -> decline(library, busy(file)));
        NativeSource made = new NativeSource(file, loaded, logger, again::after);
        source = made;
        if (closed) {
            made.close();
            return;
        }
        offer = new Offer(library, file, "");
        registration = context.registerService(DeviceTreeSource.class, made, properties(ranking));
        logger.info("The device tree of this host is read through {}.", file);
    }

    private void decline(String library, String reason) {
        offer = Offer.none(library, reason);
        logger.info("No device tree is read through libdevinfo: {}.", reason);
    }

    private static String busy(Path file) {
        return "a read through the library that was configured before has not come back; "
                + file
                + " is loaded when it has";
    }

    private static Dictionary<String, Object> properties(int ranking) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(DeviceTreeSource.ADAPTER, ADAPTER);
        properties.put(Constants.SERVICE_RANKING, ranking);
        return properties;
    }

    private void withdraw() {
        NativeSource gone = source;
        source = null;
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
        if (gone != null) {
            earlier = gone;
            gone.close();
        }
    }

    /** {@return whether a tree is offered} */
    Offer offer() {
        return offer;
    }

    /** {@return since when a read is under way, also of a tree taken back since; empty for none} */
    Optional<Instant> readingSince() {
        return Stream.of(Optional.ofNullable(earlier), Optional.ofNullable(source))
                .flatMap(Optional::stream)
                .map(NativeSource::readingSince)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Takes the tree back; does not wait for a read that is under way. */
    void close() {
        closed = true;
        worker.shutdownNow();
        // The framework takes the service back; what is left is the library.
        Optional.ofNullable(source).ifPresent(NativeSource::close);
    }
}
