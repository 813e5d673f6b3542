// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.consumers.internal.parse.DeviceNumber;
import io.lastpath.consumers.internal.parse.MalformedException;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds parts of the kernel that have a device open without being its holder: the disk heartbeat of
 * o2cb, by which the hosts of an OCFS2 cluster see each other, Xen's block back end and the server
 * of RNBD. For one thread.
 */
final class KernelUsers {

    private static final String CLUSTERS = "sys/kernel/config/cluster";
    private static final String XEN = "sys/bus/xen-backend/devices";
    private static final String RNBD = "sys/class/rnbd-server/ctl/devices";

    private final HostFiles files;
    private final Gaps gaps;
    private final Tracer tracer;
    private final List<Use> uses = new ArrayList<>();

    private interface Trace {
        Optional<Device> device() throws IOException;
    }

    KernelUsers(HostFiles files, Gaps gaps, Tracer tracer) {
        this.files = files;
        this.gaps = gaps;
        this.tracer = tracer;
    }

    List<Use> uses() {
        for (String cluster : gaps.names(CLUSTERS)) {
            String folder = CLUSTERS + "/" + cluster + "/heartbeat";
            gaps.names(folder).forEach(region -> heartbeat(cluster, folder + "/" + region));
        }
        gaps.names(XEN).stream().filter(entry -> entry.startsWith("vbd-")).forEach(this::xen);
        gaps.names(RNBD).forEach(this::rnbd);
        return uses;
    }

    /** Beside the regions there are settings. A host that loses its heartbeat resets itself. */
    private void heartbeat(String cluster, String region) {
        String file = region + "/dev";
        if (files.exists(region + "/blocks") || files.exists(file)) {
            use(
                    file,
                    () -> region(files.attribute(file)),
                    "disk heartbeat of the cluster " + cluster,
                    Verdict.SYSTEM_CRITICAL);
        }
    }

    private Optional<Device> region(String text) throws IOException {
        Optional<Device> device = tracer.devices().named(text.strip());
        if (device.isEmpty()) {
            throw new MalformedException("names no disk of the host");
        }
        return device;
    }

    /** One that has neither of two attributes has no device yet. */
    private void xen(String backend) {
        String file = XEN + "/" + backend + "/physical_device";
        if (files.exists(file) || files.exists(XEN + "/" + backend + "/mode")) {
            use(
                    file,
                    () -> tracer.numbered(DeviceNumber.hexadecimal(files.attribute(file))),
                    "Xen back end " + backend,
                    Verdict.DATA_CRITICAL);
        }
    }

    private void rnbd(String name) {
        String file = RNBD + "/" + name + "/block_dev/dev";
        use(
                file,
                () -> tracer.numbered(DeviceNumber.parse(files.attribute(file))),
                "RNBD export " + name,
                Verdict.DATA_CRITICAL);
    }

    private void use(String file, Trace trace, String what, Verdict severity) {
        try {
            trace.device().ifPresent(device -> uses.add(use(device, what, severity)));
        } catch (IOException e) {
            gaps.add(Gap.anywhere(what + ": " + gaps.sentence(file, e)));
        }
    }

    private static Use use(Device device, String what, Verdict severity) {
        return new Use(
                Holders.MAPS,
                device.name(),
                what + " on",
                what + " uses " + device.label(),
                severity,
                Use.names(device.label(), device.name()));
    }
}
