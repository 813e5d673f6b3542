// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Redundancy;
import io.lastpath.consumers.internal.parse.DeviceNumber;
import io.lastpath.consumers.internal.parse.Mount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds all devices that a mounted file system, or a file of one, stands on. For one thread. */
final class Grounds {

    private static final String NODES = "/dev/";

    /** Types that others are mounted upon by design. */
    private static final Set<String> HOLDS_NOTHING = Set.of("autofs", "rootfs");

    private final Tracer tracer;
    private final Btrfs btrfs;
    private final List<Mount> mounts;

    /**
     * What something stands on. Immutable.
     *
     * @param devices their names; none for what is on a network, or in memory
     * @param redundancy how it lives without some of them
     * @param troubles why there may be others, each in words that follow what it is
     */
    record Ground(Set<String> devices, Redundancy redundancy, List<String> troubles) {

        /** Copies the names and the words. */
        Ground {
            devices = Set.copyOf(devices);
            troubles = List.copyOf(troubles);
        }

        private static Ground of(Optional<Device> device) {
            Set<String> name = device.map(Device::name).map(Set::of).orElse(Set.of());
            return new Ground(name, Redundancy.NONE, List.of());
        }

        private static Ground unknown(String trouble) {
            return new Ground(Set.of(), Redundancy.NONE, List.of(trouble));
        }

        /** {@return whether it stands on nothing else} */
        boolean isKnown() {
            return troubles.isEmpty();
        }
    }

    /**
     * A finder.
     *
     * @param mounts where the files are
     */
    Grounds(Tracer tracer, Btrfs btrfs, List<Mount> mounts) {
        this.tracer = tracer;
        this.btrfs = btrfs;
        this.mounts = mounts;
    }

    /** {@return the device of a node, below /dev or where that or a part of it is mounted too} */
    Ground node(String path) {
        Optional<Device> device = tracer.node(path).or(() -> bound(path));
        return device.isPresent() ? Ground.of(device) : Ground.unknown(untraced(path));
    }

    private Optional<Device> bound(String path) {
        Set<Optional<Device>> bound =
                closest(path).map(mount -> bound(path, mount)).collect(Collectors.toSet());
        return bound.size() == 1 ? bound.iterator().next() : none();
    }

    private static Optional<Device> none() {
        return Optional.empty();
    }

    private Optional<Device> bound(String path, Mount mount) {
        String below = mount.root() + path.substring(mount.point().length());
        return isOfNodes(mount) ? tracer.node("/dev" + below.replace("//", "/")) : none();
    }

    private static boolean isOfNodes(Mount mount) {
        return mount.type().equals("devtmpfs");
    }

    /** {@return the device that has the number of a node} */
    Ground numbered(HostFiles.Node node) {
        try {
            return node.isBlock()
                    ? Ground.of(tracer.numbered(node.number()))
                    : Ground.unknown("it is the node of no disk");
        } catch (IOException e) {
            return Ground.unknown(String.valueOf(e.getMessage()));
        }
    }

    private static String untraced(String path) {
        return path + " cannot be traced to a disk";
    }

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
        Set<Ground> grounds =
                closest(path)
                        .filter(mount -> !holdsNothing.test(mount.type()))
                        .map(mount -> isHidden(mount) ? Ground.unknown(untraced(path)) : of(mount))
                        .collect(Collectors.toSet());
        return grounds.size() == 1 ? grounds.iterator().next() : Ground.unknown(untraced(path));
    }

    /** Nodes are no files: of one that cannot be traced nothing is known. */
    private static boolean isHidden(Mount mount) {
        return mount.isCover() || isOfNodes(mount);
    }

    /** {@return what is mounted where a file is, one upon the other} */
    private Stream<Mount> closest(String path) {
        List<Mount> around = mounts.stream().filter(one -> isInside(path, one.point())).toList();
        int longest = around.stream().mapToInt(one -> one.point().length()).max().orElse(0);
        return around.stream().filter(one -> one.point().length() == longest);
    }

    static boolean isInside(String path, String folder) {
        return folder.equals("/")
                || (path.startsWith(folder)
                        && (path.length() == folder.length()
                                || path.charAt(folder.length()) == '/'));
    }

    /** {@return what a mounted file system stands on, as far as it shows its devices} */
    Ground of(Mount mount) {
        boolean anonymous = DeviceNumber.isAnonymous(mount.number());
        if (anonymous && FileSystemTypes.isElsewhere(mount.type())) {
            // What a file system in user space says of itself is no gap, but may be true.
            boolean says = FileSystemTypes.isUserSpace(mount.type());
            return Ground.of(says ? tracer.node(mount.source()) : Optional.empty());
        }
        if (anonymous && !mount.source().startsWith(NODES)) {
            return Ground.unknown("which disks it has is not known");
        }
        return shown(mount, anonymous);
    }

    private Ground shown(Mount mount, boolean anonymous) {
        Set<String> devices = new HashSet<>();
        List<String> troubles = new ArrayList<>();
        if (!anonymous) {
            try {
                tracer.mounted(mount).ifPresent(device -> devices.add(device.name()));
            } catch (IOException e) {
                troubles.add(String.valueOf(e.getMessage()));
            }
        }
        nodes(mount, anonymous)
                .map(this::node)
                .forEach(
                        ground -> {
                            devices.addAll(ground.devices());
                            troubles.addAll(ground.troubles());
                        });
        boolean several = mount.type().equals("btrfs") && !devices.isEmpty();
        Btrfs.Volume all =
                several ? btrfs.volume(devices) : new Btrfs.Volume(devices, Redundancy.NONE);
        return new Ground(all.devices(), all.redundancy(), troubles);
    }

    /** Of several devices the number is that of the first one. */
    private static Stream<String> nodes(Mount mount, boolean anonymous) {
        boolean named = anonymous || mount.sources().size() > 1;
        return Stream.concat(
                mount.others().stream(), named ? mount.sources().stream() : Stream.of());
    }
}
