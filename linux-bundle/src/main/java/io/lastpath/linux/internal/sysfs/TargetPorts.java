// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.parse.DevPath;
import io.lastpath.linux.internal.parse.TargetDesignator;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the target port at the far end of a path, by what its transport has; each remote port,
 * session and controller is looked at once. Serves for one reading of a host. Safe for use by
 * several threads.
 */
final class TargetPorts {

    private final Map<DevPath, String> known = new ConcurrentHashMap<>();

    /** {@return the port's address; empty where the host does not know it} */
    String of(DevPath disk, Attributes from) {
        if (disk.isNvme()) {
            return once(disk.controller(), controller -> nvme(controller, from)).orElse("");
        }
        return once(disk.ancestor("rport-"), port -> fibreChannel(port, from))
                .or(() -> once(disk.ancestor("session"), session -> iscsi(session, from)))
                .or(() -> once(disk.ancestor("end_device-"), device -> sas(device, from)))
                .or(() -> disk.scsiDevice().map(scsi -> designated(scsi, from)))
                .orElse("");
    }

    private Optional<String> once(Optional<DevPath> device, Function<DevPath, String> read) {
        return device.map(at -> read(at, read)).filter(port -> !port.isEmpty());
    }

    /** Two may read the same at once: who waited for one that hangs would hang with it. */
    private String read(DevPath device, Function<DevPath, String> read) {
        String before = known.get(device);
        if (before != null) {
            return before;
        }
        String port = read.apply(device);
        known.put(device, port);
        return port;
    }

    private static String fibreChannel(DevPath port, Attributes from) {
        String file = Sysfs.FC_REMOTE_PORTS + "/" + port.name() + "/port_name";
        return from.remark(file).map(TargetPorts::wwn).orElse("");
    }

    private static String sas(DevPath device, Attributes from) {
        String file = Sysfs.of(device, "sas_device/" + device.name() + "/sas_address");
        return from.remark(file).map(TargetPorts::wwn).orElse("");
    }

    /** As the device identification page would write it. */
    private static String wwn(String text) {
        return "naa." + (text.startsWith("0x") ? text.substring(2) : text);
    }

    /** The SCSI name of an iSCSI target port, see RFC 7143. */
    private static String iscsi(DevPath session, Attributes from) {
        String folder = Sysfs.of(session, "iscsi_session/" + session.name() + "/");
        Optional<String> name = from.remark(folder + "targetname");
        Optional<String> group = from.remark(folder + "tpgt");
        return name.flatMap(iqn -> group.map(tag -> iqn + ",t," + tag)).orElse("");
    }

    private static String designated(DevPath scsi, Attributes from) {
        return from.pages().remark(scsi).map(TargetDesignator::of).orElse("");
    }

    /** What the host calls itself on the way there is no part of the target's address. */
    private static String nvme(DevPath controller, Attributes from) {
        Optional<String> transport = from.remark(Sysfs.of(controller, "transport"));
        Optional<String> address = from.remark(Sysfs.of(controller, "address"));
        return transport
                .flatMap(how -> address.map(where -> how + " " + withoutHost(where)))
                .orElse("");
    }

    private static String withoutHost(String address) {
        return Arrays.stream(address.split(","))
                .filter(part -> !part.startsWith("host_") && !part.startsWith("src_addr="))
                .collect(Collectors.joining(","));
    }
}
