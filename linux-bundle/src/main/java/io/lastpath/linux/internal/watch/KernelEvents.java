// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.watch;

import io.lastpath.linux.internal.parse.KernelEvent;
import io.lastpath.linux.internal.tool.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.log.Logger;

/**
 * Listens to the kernel's events about disks and controllers through {@code udevadm monitor}, which
 * is started again if it ends. It would outlive this process, if that is killed, until its next
 * event; where there is setpriv, the kernel ends it. Safe for use by several threads.
 */
final class KernelEvents implements AutoCloseable {

    private static final List<String> ARGUMENTS =
            List.of(
                    "monitor",
                    "--kernel",
                    "--subsystem-match=block",
                    "--subsystem-match=scsi",
                    "--subsystem-match=scsi_host",
                    "--subsystem-match=fc_remote_ports",
                    "--subsystem-match=nvme",
                    "--subsystem-match=nvme-subsystem");

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Tool udevadm;
    private final ScheduledExecutorService timer;
    private final Runnable changed;
    private final Logger logger;
    private Optional<Tool> setpriv;
    private Process process;
    private Duration pause = FIRST_PAUSE;
    private boolean closed;

    KernelEvents(
            Tool udevadm,
            Optional<Tool> setpriv,
            ScheduledExecutorService timer,
            Runnable changed,
            Logger logger) {
        this.udevadm = udevadm;
        this.setpriv = setpriv;
        this.timer = timer;
        this.changed = changed;
        this.logger = logger;
    }

    /** Starts to listen; called on the timer's thread, with which the process would end. */
    void start() {
        Optional<Process> started = launch();
        started.ifPresentOrElse(
                running -> {
                    Thread thread = new Thread(() -> listen(running), "lastpath-linux-events");
                    thread.setDaemon(true);
                    thread.start();
                },
                this::startLater);
    }

    private synchronized Optional<Process> launch() {
        if (closed) {
            return Optional.empty();
        }
        try {
            process = setpriv.map(udevadm::endedWithItsStarter).orElse(udevadm).start(ARGUMENTS);
            return Optional.of(process);
        } catch (IOException e) {
            logger.warn("The kernel's events cannot be heard: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void listen(Process running) {
        boolean spoke = false;
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(running.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                spoke = true;
                KernelEvent.parse(line).filter(KernelEvent::matters).ifPresent(event -> heard());
            }
        } catch (IOException e) {
            logger.debug("The kernel's events ended.", e);
        }
        running.destroyForcibly();
        if (!spoke) {
            doWithoutSetpriv();
        }
        startLater();
    }

    /** An older one does not know what it is asked for, and ends at once; udevadm greets. */
    private synchronized void doWithoutSetpriv() {
        setpriv = Optional.empty();
    }

    private void heard() {
        synchronized (this) {
            pause = FIRST_PAUSE;
        }
        changed.run();
    }

    /** What happened meanwhile was not heard: it counts as a change. */
    private synchronized void startLater() {
        if (closed) {
            return;
        }
        logger.info(
                "The kernel's events are not heard; another try follows in {} s.",
                pause.toSeconds());
        timer.schedule(
                () -> {
                    start();
                    changed.run();
                },
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** Ends the process. */
    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
