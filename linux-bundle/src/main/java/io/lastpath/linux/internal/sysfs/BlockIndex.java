// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.Gap;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.file.ReadFailure;
import io.lastpath.linux.internal.parse.DevPath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Every block device of a host by number and by name, found in several folders of sysfs that say
 * the same, so that a name which one of them lacks is not missed. Immutable once read.
 *
 * @param byNumber DEVPATHs by number, as major:minor
 * @param byName DEVPATHs by name
 * @param numbers numbers by name
 * @param names all names of whole disks, hidden ones too
 * @param gaps what could not be read
 */
record BlockIndex(
        Map<String, DevPath> byNumber,
        Map<String, DevPath> byName,
        Map<String, String> numbers,
        Set<String> names,
        List<Gap> gaps) {

    private static final Pattern DM = Pattern.compile("dm-[0-9]{1,9}");

    /**
     * Reads it.
     *
     * @throws IOException if the folder of all disks cannot be listed: this is no host, then
     */
    static BlockIndex read(HostFiles files) throws IOException {
        Reading reading = new Reading(files);
        reading.numbers();
        reading.names();
        return reading.index();
    }

    /** {@return names of device-mapper devices, in the order of their numbers} */
    List<String> dmNames() {
        Set<String> found = new TreeSet<>(NumberedNames.ORDER);
        names.stream().filter(BlockIndex::isDm).forEach(found::add);
        return List.copyOf(found);
    }

    Optional<DevPath> device(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** {@return the links that lead to a block device as long as it is there} */
    List<String> links(String name) {
        List<String> links = new ArrayList<>(List.of(Sysfs.DISKS + "/" + name));
        Optional.ofNullable(numbers.get(name))
                .ifPresent(number -> links.add(Sysfs.NUMBERS + "/" + number));
        return links;
    }

    /** {@return whether a name is that of a device-mapper device} */
    static boolean isDm(String name) {
        return DM.matcher(name).matches();
    }

    boolean isPartition(DevPath disk) {
        int parent = disk.components().size() - 2;
        return parent >= 0 && byName.containsKey(disk.components().get(parent));
    }

    String number(String name) {
        return numbers.getOrDefault(name, "");
    }

    private static final class Reading {
        private final HostFiles files;
        private final Map<String, DevPath> byNumber = new HashMap<>();
        private final Map<String, DevPath> byName = new HashMap<>();
        private final Map<String, String> numbers = new HashMap<>();
        private final Set<String> names = new HashSet<>();
        private final List<Gap> gaps = new ArrayList<>();

        Reading(HostFiles files) {
            this.files = files;
        }

        void numbers() throws IOException {
            for (String number : listOrNone(Sysfs.NUMBERS)) {
                device(Sysfs.NUMBERS, number)
                        .ifPresent(
                                device -> {
                                    byNumber.put(number, device);
                                    byName.put(device.name(), device);
                                    numbers.put(device.name(), number);
                                });
            }
        }

        void names() throws IOException {
            Set<String> disks = new HashSet<>(files.list(Sysfs.DISKS));
            names.addAll(disks);
            names.addAll(listOrNone(Sysfs.VIRTUAL_DISKS));
            names.addAll(byName.keySet());
            for (String name : disks) {
                if (!byName.containsKey(name)) {
                    device(Sysfs.DISKS, name).ifPresent(device -> byName.put(name, device));
                }
            }
        }

        private List<String> listOrNone(String folder) throws IOException {
            try {
                return files.list(folder);
            } catch (NoSuchFileException e) {
                return List.of(); // what is in it is in other folders as well
            }
        }

        /** A link that has gone since it was listed is a device that has gone. */
        private Optional<DevPath> device(String folder, String name) {
            String link = folder + "/" + name;
            try {
                Optional<DevPath> device = DevPath.ofLink(folder, files.link(link), Sysfs.DEVICES);
                if (device.isEmpty()) {
                    gaps.add(new Gap(link, "leads to no device"));
                }
                return device;
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                gaps.add(new Gap(link, ReadFailure.reason(e)));
                return Optional.empty();
            }
        }

        BlockIndex index() {
            return new BlockIndex(byNumber, byName, numbers, names, gaps);
        }
    }
}
