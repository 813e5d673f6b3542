// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.ClientFacts;
import io.lastpath.linux.internal.facts.DiskFacts;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.parse.DevPath;
import io.lastpath.linux.internal.parse.DmUuid;
import io.lastpath.linux.internal.parse.UnitNames;
import io.lastpath.linux.internal.state.Said;
import io.lastpath.linux.internal.state.StateSource;
import io.lastpath.linux.internal.state.StateWord;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a device-mapper device, which is a client if it is a map of multipath-tools. What vanishes
 * while it is read makes for another try with the whole device. For one thread at a time.
 */
final class MapReader {

    private final BlockIndex index;
    private final DiskReader disks;

    MapReader(BlockIndex index, DiskReader disks) {
        this.index = index;
        this.disks = disks;
    }

    Reading<ClientFacts> read(String name, HostFiles files) {
        return Retries.of(() -> attempt(name, files));
    }

    /** Reads what a device is called; one of which that cannot be read is missed by its name. */
    Reading<String> name(String name, HostFiles files) {
        Optional<String> called = new Attributes(files).remark(Sysfs.of(device(name), "dm/name"));
        return new Reading<>(called.stream().toList(), List.of());
    }

    private DevPath device(String name) {
        return index.device(name).orElseGet(() -> DevPath.of("/virtual/block/" + name));
    }

    private Reading<ClientFacts> attempt(String name, HostFiles files) {
        Attributes from = new Attributes(files);
        DevPath map = device(name);
        Optional<DmUuid> uuid = from.required(Sysfs.of(map, "dm/uuid")).map(DmUuid::of);
        List<ClientFacts> found = new ArrayList<>();
        if (uuid.isPresent()) {
            switch (uuid.get().kind()) {
                case MULTIPATH -> found.add(client(map, uuid.get().identity(), from));
                case UNKNOWN ->
                        from.note(
                                Sysfs.of(map, "dm/uuid"),
                                "does not tell whether this is a multipath map");
                case OTHER -> {
                    return Reading.nothing();
                }
            }
        }
        boolean gone = !from.gaps().isEmpty() && from.hasGone(map, index.links(name));
        return gone ? Reading.nothing() : new Reading<>(found, from.gaps());
    }

    private ClientFacts client(DevPath map, String identity, Attributes from) {
        String name = from.text(Sysfs.of(map, "dm/name"));
        List<DiskFacts> paths = new ArrayList<>();
        String folder = Sysfs.of(map, "slaves");
        for (String slave : from.list(folder)) {
            paths.add(checked(disk(map, slave, from), identity, from));
        }
        return new ClientFacts(map, name.isEmpty() ? map.name() : name, identity, true, paths);
    }

    private DiskFacts disk(DevPath map, String slave, Attributes from) {
        Optional<DevPath> found =
                index.device(slave).or(() -> follow(Sysfs.of(map, "slaves"), slave, from));
        found.ifPresent(device -> checkHolder(map, device, from));
        return found.map(device -> disks.read(slave, device, from))
                .orElseGet(() -> new DiskFacts(slave, "", Optional.empty(), List.of(), ""));
    }

    /** A disk in the place of one that was taken away is still a path of the map. */
    private static DiskFacts checked(DiskFacts disk, String identity, Attributes from) {
        return disk.device()
                .flatMap(DevPath::scsiDevice)
                .filter(scsi -> UnitNames.areComparable(identity))
                .flatMap(from.pages()::deciding)
                .filter(page -> UnitNames.areOfAnother(identity, page))
                .map(page -> disk.and(new Said(StateSource.SCSI_UNIT, StateWord.ANOTHER_DISK)))
                .orElse(disk);
    }

    /** The kernel tells it twice; a path that does not know its map may be one of another. */
    private static void checkHolder(DevPath map, DevPath disk, Attributes from) {
        String holder = Sysfs.of(disk, "holders/" + map.name());
        if (!from.exists(holder) && from.exists(Sysfs.of(disk))) {
            from.note(
                    Sysfs.of(map, "slaves/" + disk.name()),
                    "is there, but " + holder + " is missing");
        }
    }

    private static Optional<DevPath> follow(String folder, String slave, Attributes from) {
        String link = folder + "/" + slave;
        try {
            Optional<DevPath> device =
                    DevPath.ofLink(folder, from.files().link(link), Sysfs.DEVICES);
            if (device.isEmpty()) {
                from.note(link, "leads to no device");
            }
            return device;
        } catch (NoSuchFileException e) {
            from.note(link, "vanished while it was read");
        } catch (IOException e) {
            from.note(link, e);
        }
        return Optional.empty();
    }
}
