// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.watch;

import io.lastpath.linux.internal.tool.Tool;
import io.lastpath.linux.internal.tree.HostSurvey;
import io.lastpath.linux.internal.tree.LinuxHost;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.log.Logger;

/**
 * Follows a host: announces what the kernel announces, and what it does not, which a slow poll
 * finds. The poll looks at sysfs, and now and then or after a doubtful snapshot at everything; it
 * takes a twentieth of the time at most. Safe for use by several threads.
 */
public final class HostWatch implements AutoCloseable {

    private static final Duration DAMPING = Duration.ofMillis(700);

    /** Each so many polls the tools are asked as well, which costs something. */
    private static final int FULL = 12;

    /** A poll rests so many times as long as it takes. */
    private static final int REST = 20;

    private final LinuxHost host;
    private final HostSurvey survey;
    private final Duration interval;
    private final Logger logger;
    private final ScheduledExecutorService timer = executor();
    private final ScheduledExecutorService poller = executor();
    private final Optional<KernelEvents> events;
    private final int full;
    private int polls;

    /**
     * Follows a host, from {@link #start} on.
     *
     * @param host whose changes are announced
     * @param survey reads it
     * @param udevadm hears the kernel's events; empty to do without
     * @param setpriv has udevadm end with this process; empty to do without
     * @param interval how often the host is looked at
     * @param logger told of what is not heard
     */
    public HostWatch(
            LinuxHost host,
            HostSurvey survey,
            Optional<Tool> udevadm,
            Optional<Tool> setpriv,
            Duration interval,
            Logger logger) {
        this(host, survey, interval, FULL, logger, udevadm, setpriv);
        if (udevadm.isEmpty()) {
            logger.info(
                    "udevadm is not installed: changes are found by a look every {} s.",
                    interval.toSeconds());
        }
    }

    /**
     * Follows a recorded host, of which the kernel knows nothing and the tools' words are files.
     *
     * @param host whose changes are announced
     * @param survey reads it
     * @param interval how often the host is looked at
     * @param logger told of what fails
     * @return the watch, not started yet
     */
    public static HostWatch ofRecorded(
            LinuxHost host, HostSurvey survey, Duration interval, Logger logger) {
        return new HostWatch(host, survey, interval, 1, logger, Optional.empty(), Optional.empty());
    }

    private HostWatch(
            LinuxHost host,
            HostSurvey survey,
            Duration interval,
            int full,
            Logger logger,
            Optional<Tool> udevadm,
            Optional<Tool> setpriv) {
        this.host = host;
        this.survey = survey;
        this.interval = interval;
        this.full = full;
        this.logger = logger;
        Damper damper = new Damper(timer, DAMPING, host::announce);
        this.events =
                udevadm.map(tool -> new KernelEvents(tool, setpriv, timer, damper::signal, logger));
    }

    /** What comes after the end is dropped. */
    private static ScheduledExecutorService executor() {
        return new ScheduledThreadPoolExecutor(
                1,
                work -> {
                    Thread thread = new Thread(work, "lastpath-linux-watch");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Begins; returns at once. */
    public void start() {
        events.ifPresent(heard -> timer.execute(heard::start));
        poller.schedule(this::poll, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void poll() {
        long started = System.nanoTime();
        try {
            if (hasChanged()) {
                host.announce();
            } else {
                host.announceUnchanged();
            }
        } catch (RuntimeException e) {
            logger.error("A look at the host failed.", e);
        } finally {
            long rest = (System.nanoTime() - started) * REST;
            long pause = Math.max(interval.toNanos(), rest);
            poller.schedule(this::poll, pause, TimeUnit.NANOSECONDS);
        }
    }

    /** Compares with the last snapshot; without a good one, another look may be better. */
    private boolean hasChanged() {
        Optional<HostSurvey.Result> last = host.last();
        if (last.isEmpty()) {
            return true;
        }
        try {
            boolean everything = polls++ % full == full - 1 || last.get().isIncomplete();
            return everything
                    ? !survey.full().nodes().equals(last.get().nodes())
                    : !survey.facts().hasSameTree(last.get().facts());
        } catch (IOException e) {
            return true; // the snapshot will say what is wrong
        }
    }

    /** Ends it; nothing is announced afterwards, but for what is under way. */
    @Override
    public void close() {
        events.ifPresent(KernelEvents::close);
        timer.shutdownNow();
        poller.shutdownNow();
    }
}
