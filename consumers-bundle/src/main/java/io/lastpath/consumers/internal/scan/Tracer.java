// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Devices;
import io.lastpath.consumers.internal.parse.DeviceNumber;
import io.lastpath.consumers.internal.parse.Mount;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the block device behind a number, a node or a file. For one thread. */
final class Tracer {

    private static final String NODES = "/dev/";
    private static final String MAPPED = NODES + "mapper/";
    private static final String NUMBERS = "sys/dev/block/";

    /** Types that others are mounted upon by design. */
    private static final Set<String> HOLDS_NOTHING = Set.of("autofs", "rootfs");

    private final HostFiles files;
    private final Devices devices;
    private final List<Mount> mounts;
    private final Departures departures;

    Tracer(HostFiles files, Devices devices, List<Mount> mounts) {
        this.files = files;
        this.devices = devices;
        this.mounts = mounts;
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

    /** What a file stands on: a device; nothing, as on a network; or that is not known. */
    record Ground(Optional<Device> device, boolean isKnown) {}

    /**
     * {@return what the file system that holds a file stands on; not known where several are
     * mounted in the same place, since a file of the one below may be in use still}
     */
    Ground file(String path) {
        return file(path, HOLDS_NOTHING::contains);
    }

    /**
     * {@return what a swap file stands on; not known where it seems to be in memory, which the
     * kernel does not swap to: a mount hides it there}
     */
    Ground swapFile(String path) {
        return file(path, FileSystemTypes::isKernel);
    }

    private Ground file(String path, Predicate<String> holdsNothing) {
        int longest =
                mounts.stream()
                        .map(Mount::point)
                        .filter(point -> isInside(path, point))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0);
        Set<Ground> grounds =
                mounts.stream()
                        .filter(mount -> isInside(path, mount.point()))
                        .filter(mount -> mount.point().length() == longest)
                        .filter(mount -> !holdsNothing.test(mount.type()))
                        .map(this::mount)
                        .collect(Collectors.toSet());
        return grounds.size() == 1
                ? grounds.iterator().next()
                : new Ground(Optional.empty(), false);
    }

    static boolean isInside(String path, String folder) {
        return folder.equals("/") || path.equals(folder) || path.startsWith(folder + "/");
    }

    /** {@return what a mounted file system stands on; one device of several} */
    Ground mount(Mount mount) {
        if (mount.isCover()) {
            return new Ground(Optional.empty(), false);
        }
        try {
            Optional<Device> device =
                    DeviceNumber.isAnonymous(mount.number())
                            ? node(mount.source())
                            : mounted(mount);
            boolean known =
                    device.isPresent()
                            || !DeviceNumber.isAnonymous(mount.number())
                            || FileSystemTypes.isElsewhere(mount.type());
            return new Ground(device, known);
        } catch (IOException e) {
            return new Ground(Optional.empty(), false);
        }
    }
}
