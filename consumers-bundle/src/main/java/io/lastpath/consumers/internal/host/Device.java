// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.host;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A block device. Immutable.
 *
 * @param name the kernel's name, for example {@code dm-9}
 * @param path its DEVPATH, without {@code /devices}
 * @param number {@code major:minor}; empty where that could not be read
 * @param label what people call it
 * @param kind what it is
 * @param slaves names of the devices that it stands on
 * @param array how it lives without some of its members; {@link Redundancy#NONE} for what does not
 */
public record Device(
        String name,
        String path,
        String number,
        String label,
        Kind kind,
        Set<String> slaves,
        Redundancy array) {

    private static final Pattern BELOW_CONTROLLER = Pattern.compile(".*/(host|nvme)[0-9]+/.*");

    /** What a device is. */
    public enum Kind {
        /** Multipathed, or perhaps so: what the device tree may show as a client. */
        MULTIPATHED,
        /** A disk that is a path of a multipathed one. */
        PATH,
        /** A partition, of a disk or of a map. */
        PARTITION,
        /** A logical volume. */
        LOGICAL_VOLUME,
        /** A part of a logical volume. */
        HIDDEN_VOLUME,
        /** dm-crypt. */
        CRYPT,
        /** Another device-mapper device. */
        MAP,
        /** An md array. */
        ARRAY,
        /** A loop device. */
        LOOP,
        /** Anything else. */
        DISK
    }

    /** Copies the names. */
    public Device {
        slaves = Set.copyOf(slaves);
    }

    /**
     * {@return whether it is a disk below a SCSI host or an NVMe controller, so that who uses it by
     * itself loses it with its controller}
     */
    public boolean isPlainDisk() {
        return (kind == Kind.DISK || kind == Kind.PATH) && BELOW_CONTROLLER.matcher(path).matches();
    }

    /** {@return whether it stands on another, which it cannot do without, as a map on a path} */
    boolean needs(Device other) {
        return kind != Kind.MULTIPATHED || other.kind != Kind.PATH;
    }

    /** {@return what it goes by: the kernel's name, what people call it, and the node of each} */
    Set<String> names() {
        boolean isMap = !label.equals(name);
        return isMap
                ? Set.of(name, "/dev/" + name, label, "/dev/mapper/" + label)
                : Set.of(name, "/dev/" + name);
    }

    /** {@return the same device, standing on others} */
    public Device on(Set<String> others) {
        return new Device(name, path, number, label, kind, others, array);
    }
}
