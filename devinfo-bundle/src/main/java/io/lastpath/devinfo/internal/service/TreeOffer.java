// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.internal.snapshot.DevinfoLibrary;
import io.lastpath.devinfo.internal.snapshot.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
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

    /** So long a library is waited for before newer configurations have their turn. */
    private static final Duration STEP = Duration.ofMillis(100);

    private final BundleContext context;
    private final Logger logger;
    private final ScheduledThreadPoolExecutor worker;
    private final ReadAgain again;
    private volatile Offer offer = Offer.none("", "the library has not been looked for yet");
    private volatile NativeSource source;

    private volatile boolean closed;

    /** Used on the worker only: counts the configurations that had it look for a library. */
    private int looks;

    /** Set on the worker only. */
    private final AtomicReference<ServiceRegistration<DeviceTreeSource>> registration =
            new AtomicReference<>();

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
                    if (registration.get() != null && library.equals(offer.library())) {
                        registration.get().setProperties(properties(ranking));
                    } else {
                        look(library, ranking);
                    }
                });
    }

    private void look(String library, int ranking) {
        offer = Offer.none(library, "the library is being looked for");
        withdraw();
        looks++;
        attempt(library, ranking, looks);
    }

    /** Ends without a word if there is a newer configuration: that one is followed. */
    private void attempt(String library, int ranking, int look) {
        if (look != looks) {
            return;
        }
        try {
            Path file = LibraryFile.find(library);
            DevinfoLibrary.load(file, STEP)
                    .ifPresentOrElse(
                            loaded -> make(library, file, loaded, ranking),
                            () -> {
                                decline(library, busy(file));
                                worker.execute(() -> attempt(library, ranking, look));
                            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the bundle stops
        } catch (IOException | RuntimeException | LinkageError e) {
            decline(library, String.valueOf(e.getMessage()));
        }
    }

    private void make(String library, Path file, DevinfoLibrary loaded, int ranking) {
        NativeSource made = new NativeSource(file, loaded, logger, again::after);
        source = made;
        if (closed) {
            made.close();
            return;
        }
        offer = new Offer(library, file, "");
        registration.set(
                context.registerService(DeviceTreeSource.class, made, properties(ranking)));
        if (closed) {
            unregister();
            return;
        }
        logger.info("The device tree of this host is read through {}.", file);
    }

    /** Says a reason once, however often it is found again. */
    private void decline(String library, String reason) {
        Offer none = Offer.none(library, reason);
        if (!none.equals(offer)) {
            offer = none;
            logger.info("No device tree is read through libdevinfo: {}.", reason);
        }
    }

    private static String busy(Path file) {
        return "a read through "
                + DevinfoLibrary.loaded()
                        .map(before -> before.file().toString())
                        .orElse("libdevinfo")
                + " from before has not come back; "
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
        unregister();
        if (gone != null) {
            gone.close();
        }
    }

    private void unregister() {
        Optional.ofNullable(registration.getAndSet(null))
                .ifPresent(ServiceRegistration::unregister);
    }

    /** {@return whether a tree is offered} */
    Offer offer() {
        return offer;
    }

    /** {@return the read that is under way, also if it began before this adapter} */
    Optional<Reading> reading() {
        return DevinfoLibrary.loaded().flatMap(DevinfoLibrary::reading);
    }

    /** Takes the tree back; does not wait for a read that is under way. */
    void close() {
        closed = true;
        worker.shutdownNow();
        unregister(); // nobody reads it from now on; the component may go without its bundle
        Optional.ofNullable(source).ifPresent(NativeSource::close);
    }
}
