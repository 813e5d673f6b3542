// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.ClientFacts;
import io.lastpath.linux.internal.facts.DiskFacts;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.parse.Attribute;
import io.lastpath.linux.internal.parse.DevPath;
import io.lastpath.linux.internal.parse.UnitNames;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for disks of maps that show no path at all: one that has the WWID of such a map, runs and
 * is a path of no other map was one of it, and a copy has lost the link. A map that has really lost
 * all of its paths has no disk left. A kernel that runs shows what there is. For one thread.
 */
final class LostSlaves {

    /** How multipath-tools begins a WWID for each way in which a disk may tell who it is. */
    private static final Map<String, String> FORMS =
            Map.of("naa.", "3", "eui.", "2", "t10.", "1", "scsi.", "8");

    private static final Pattern NVME = Pattern.compile("(nvme|uuid|eui)\\..*");

    /** How the kernel writes a zero, which ends a name for most tools, and what comes after it. */
    private static final Pattern ZERO = Pattern.compile("\\\\0.*");

    private static final Pattern TOLD = Pattern.compile("[1238].*");

    private final BlockIndex index;
    private final List<ClientFacts> bare;
    private final Set<String> paths = new HashSet<>();

    LostSlaves(BlockIndex index, List<ClientFacts> clients) {
        this.index = index;
        this.bare =
                clients.stream()
                        .filter(client -> client.mapped() && client.disks().isEmpty())
                        .toList();
        clients.stream()
                .flatMap(client -> client.disks().stream())
                .map(DiskFacts::name)
                .forEach(paths::add);
    }

    /** {@return disks that are to be asked; none where every map shows a path} */
    List<DevPath> asked() {
        return bare.isEmpty()
                ? List.of()
                : index.byName().values().stream().filter(this::isAsked).toList();
    }

    private boolean isAsked(DevPath disk) {
        return !disk.components().get(0).equals("virtual")
                && (disk.scsiDevice().isPresent() || disk.isNvme())
                && !NvmeNames.isNode(disk.name())
                && !paths.contains(disk.name())
                && !index.isPartition(disk);
    }

    Reading<ClientFacts> read(DevPath disk, HostFiles files) {
        return Retries.of(() -> attempt(disk, new Attributes(files)));
    }

    private Reading<ClientFacts> attempt(DevPath disk, Attributes from) {
        if (from.exists(Sysfs.NAMESPACE) || !runs(disk, from)) {
            return Reading.nothing();
        }
        String file = Sysfs.of(disk.scsiDevice().orElse(disk), "wwid");
        try {
            String wwid = Attribute.text(from.files().read(file, HostFiles.ATTRIBUTE));
            owner(map -> isSame(map.identity(), wwid))
                    .ifPresent(map -> note(map, disk, "has its WWID", from));
        } catch (NoSuchFileException e) {
            owner(map -> true)
                    .filter(map -> from.exists(Sysfs.of(disk)))
                    .ifPresent(map -> note(map, disk, "may be one: " + file + " is missing", from));
        } catch (IOException e) {
            // As of a disk that tells no WWID, which multipath-tools makes of its serial number.
            owner(map -> !TOLD.matcher(map.identity()).matches())
                    .ifPresent(map -> note(map, disk, "may be one: it tells no WWID", from));
        }
        return new Reading<>(List.of(), from.gaps());
    }

    private interface Owner {
        boolean has(ClientFacts map);
    }

    private Optional<ClientFacts> owner(Owner owner) {
        return bare.stream().filter(owner::has).findFirst();
    }

    private static void note(ClientFacts map, DevPath disk, String why, Attributes from) {
        from.note(
                Sysfs.of(map.device(), "slaves"),
                "lists no path of " + map.name() + ", but the disk " + disk.name() + " " + why);
    }

    /** A disk that is on its way out may have left its map already. */
    private static boolean runs(DevPath disk, Attributes from) {
        return disk.scsiDevice()
                .flatMap(scsi -> from.remark(Sysfs.of(scsi, "state")))
                .map("running"::equals)
                .orElse(true);
    }

    private static boolean isSame(String identity, String wwid) {
        return NVME.matcher(wwid).matches() && identity.equals(wwid)
                || FORMS.entrySet().stream()
                        .filter(form -> wwid.startsWith(form.getKey()))
                        .map(form -> form.getValue() + wwid.substring(form.getKey().length()))
                        .flatMap(whole -> Stream.of(whole, ZERO.matcher(whole).replaceAll("")))
                        .anyMatch(told -> UnitNames.areSame(identity, told));
    }
}
