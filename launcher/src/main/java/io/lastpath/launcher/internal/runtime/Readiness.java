// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.Version;
import io.lastpath.management.BeanNames;
import io.lastpath.management.DeviceTreeMXBean;
import io.lastpath.management.MpxioMXBean;
import java.time.Duration;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Tells when an instance is ready, and says so in one line. */
public final class Readiness {

    private static final Duration BEANS_LIMIT = Duration.ofSeconds(20);
    private static final Duration ADAPTER_LIMIT = Duration.ofSeconds(1);

    private final MBeanServer server;

    Readiness(MBeanServer server) {
        this.server = server;
    }

    void await() {
        for (String type : new String[] {"Coordinator", "Mpxio"}) {
            if (!Poll.until(() -> server.isRegistered(BeanNames.of(type)), BEANS_LIMIT)) {
                throw new LauncherException(
                        ExitCode.FAILED,
                        "the bean "
                                + BeanNames.of(type)
                                + " did not come within "
                                + BEANS_LIMIT.toSeconds()
                                + " s; the log says why");
            }
        }
    }

    /**
     * Describes the instance.
     *
     * @param home its home
     * @return one line
     */
    public String line(Home home) {
        long pid = ProcessHandle.current().pid();
        return "Lastpath "
                + Version.current()
                + " is ready: process "
                + pid
                + ", home "
                + home.folder()
                + ", log "
                + home.log().resolve("lastpath.log")
                + ", "
                + adapter()
                + "; to look inside: jconsole "
                + pid;
    }

    /** What the adapter reads, and what more it could be told. */
    private String description(String adapter) {
        ObjectName name = BeanNames.of("DeviceTree", adapter);
        DeviceTreeMXBean bean = JMX.newMXBeanProxy(server, name, DeviceTreeMXBean.class);
        boolean told =
                Poll.until(
                        () -> server.isRegistered(name) && !bean.getDescription().isEmpty(),
                        ADAPTER_LIMIT);
        return told ? " (" + bean.getDescription() + ")" : "";
    }

    private String adapter() {
        MpxioMXBean mpxio = JMX.newMXBeanProxy(server, BeanNames.of("Mpxio"), MpxioMXBean.class);
        return Poll.until(() -> !mpxio.getAdapter().isEmpty(), ADAPTER_LIMIT)
                ? "adapter " + mpxio.getAdapter() + description(mpxio.getAdapter())
                : noAdapter(mpxio);
    }

    private static String noAdapter(MpxioMXBean mpxio) {
        return !mpxio.getChosenAdapter().isEmpty()
                ? "no adapter in use (" + mpxio.getStaleReason() + ")"
                : "no adapter in use (put one into deploy/, or name a scenario in"
                        + " etc/io.lastpath.sim.cfg)";
    }
}
