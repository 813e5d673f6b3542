// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Devices;
import io.lastpath.consumers.internal.parse.Mount;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Finds the block device behind a number or a node. For one thread. */
final class Tracer {

    private static final String NODES = "/dev/";
    private static final String MAPPED = NODES + "mapper/";
    private static final String NUMBERS = "sys/dev/block/";

    private final HostFiles files;
    private final Devices devices;
    private final Departures departures;

    Tracer(HostFiles files, Devices devices) {
        this.files = files;
        this.devices = devices;
        this.departures = new Departures(devices.all());
    }

    Devices devices() {
        return devices;
    }

    /**
     * Finds a device by its number.
     *
     * @return the device; empty where it has left the host, as a disk whose file system is still
     *     mounted may
     * @throws IOException if sysfs says that it is there, but not what it is, or lacks what cannot
     *     have left
     */
    Optional<Device> numbered(String number) throws IOException {
        Optional<Device> known = devices.numbered(number);
        if (known.isPresent()) {
            return known;
        }
        try {
            String link = files.link(NUMBERS + number);
            String name = link.substring(link.lastIndexOf('/') + 1);
            return Optional.of(
                    devices.named(name)
                            .orElseThrow(
                                    () ->
                                            new IOException(
                                                    "device "
                                                            + number
                                                            + ", "
                                                            + name
                                                            + ", is not among the disks")));
        } catch (NoSuchFileException e) {
            if (!departures.isPossible(number)) {
                throw missing(number);
            }
            return Optional.empty();
        }
    }

    private static IOException missing(String number) {
        return new IOException("device " + number + " cannot be traced to a disk");
    }

    /**
     * Finds what a file system with a device number is mounted from.
     *
     * @return the device; empty where it has left the host
     * @throws IOException if it cannot be told, or the name of what is mounted means a device that
     *     is there
     */
    Optional<Device> mounted(Mount mount) throws IOException {
        Optional<Device> device = numbered(mount.number());
        boolean gone = departures.isPossible(mount) && node(mount.sources().get(0)).isEmpty();
        if (device.isEmpty() && !gone) {
            throw missing(mount.number());
        }
        return device;
    }

    /** {@return the device of a node; empty where it cannot be told} */
    Optional<Device> node(String path) {
        if (!path.startsWith(NODES)) {
            return Optional.empty();
        }
        // sysfs writes a slash in the name of a device as an exclamation mark.
        String name = path.substring(NODES.length()).replace('/', '!');
        String mapped = path.substring(path.lastIndexOf('/') + 1);
        return devices.named(name)
                .or(() -> path.startsWith(MAPPED) ? devices.labelled(mapped) : Optional.empty())
                .or(() -> linked(path));
    }

    /**
     * {@return the device that a node, a UUID or a label names; empty where that is a path, whose
     * name may mean its map as well}
     */
    Optional<Device> specified(String spec) {
        return called(spec).filter(device -> !devices.isPath(device));
    }

    private Optional<Device> called(String spec) {
        int at = spec.indexOf('=');
        if (spec.startsWith("/") || at < 0) {
            return node(spec);
        }
        String folder = spec.substring(0, at).toLowerCase(Locale.ROOT);
        return node("/dev/disk/by-" + folder + "/" + spec.substring(at + 1));
    }

    private Optional<Device> linked(String path) {
        try {
            String link = files.link(path.substring(1));
            Path target = Path.of(path).resolveSibling(link).normalize();
            return target.startsWith(NODES) && !target.toString().equals(path)
                    ? devices.named(target.getFileName().toString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
