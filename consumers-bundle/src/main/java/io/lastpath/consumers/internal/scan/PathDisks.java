// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device.Kind;
import io.lastpath.consumers.internal.parse.DeviceNumber;
import io.lastpath.consumers.internal.parse.MalformedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the disks that are paths of a map, and their partitions, for who uses them beside the map:
 * a link and a list for each, since there are many and such a use is rare. For one thread.
 */
final class PathDisks {

    private static final String NUMBERS = "sys/dev/block";

    private final HostFiles files;
    private final Gaps gaps;
    private final Set<String> paths;
    private final Map<String, BlockDevice> found = new TreeMap<>();

    /**
     * A reader.
     *
     * @param paths names of the disks, without those that have gone
     */
    PathDisks(HostFiles files, Gaps gaps, Set<String> paths) {
        this.files = files;
        this.gaps = gaps;
        this.paths = Set.copyOf(paths);
    }

    /**
     * Reads them.
     *
     * @param known numbers of other devices, which need not be looked up
     */
    Collection<BlockDevice> read(Set<String> known) {
        if (!paths.isEmpty()) {
            numbers().stream().filter(number -> !known.contains(number)).forEach(this::numbered);
            paths.stream().filter(name -> !found.containsKey(name)).forEach(this::unnumbered);
            List.copyOf(found.values()).forEach(this::holders);
        }
        return found.values();
    }

    private List<String> numbers() {
        try {
            List<String> numbers = files.list(NUMBERS);
            if (numbers.isEmpty()) {
                throw new MalformedException("does not list block devices");
            }
            return numbers;
        } catch (IOException e) {
            gaps.anywhere(NUMBERS, e);
            return List.of();
        }
    }

    private void numbered(String number) {
        String link = NUMBERS + "/" + number;
        try {
            add(DeviceReader.path(files, link), DeviceNumber.parse(number));
        } catch (NoSuchFileException e) {
            return; // gone
        } catch (IOException e) {
            gaps.anywhere(link, e);
        }
    }

    /** What the list of numbers lacks is among the disks all the same. */
    private void unnumbered(String name) {
        String folder = BlockScan.FOLDER + "/" + name;
        try {
            add(name, DeviceReader.path(files, folder), Kind.PATH);
        } catch (NoSuchFileException e) {
            return; // gone
        } catch (IOException e) {
            gaps.at(name, folder, e);
            add(name, "/virtual/block/" + name, Kind.PATH);
        }
    }

    private void holders(BlockDevice device) {
        String disk = device.kind() == Kind.PATH ? "" : device.slaves().iterator().next() + "/";
        String folder = BlockScan.FOLDER + "/" + disk + device.name();
        try {
            device.holders(files.list(folder + "/holders"));
        } catch (IOException e) {
            if (files.exists(folder)) {
                gaps.at(device.name(), folder + "/holders", e);
            }
        }
    }

    private void add(String path, String number) {
        String[] names = path.split("/");
        String name = names[names.length - 1];
        String above = names.length < 2 ? "" : names[names.length - 2];
        if (paths.contains(name)) {
            add(name, path, Kind.PATH).number(number);
        } else if (paths.contains(above)) {
            BlockDevice partition = add(name, path, Kind.PARTITION);
            partition.number(number);
            partition.slaves().add(above);
        }
    }

    private BlockDevice add(String name, String path, Kind kind) {
        BlockDevice device = new BlockDevice(name, path);
        device.kind(kind);
        found.put(name, device);
        return device;
    }
}
