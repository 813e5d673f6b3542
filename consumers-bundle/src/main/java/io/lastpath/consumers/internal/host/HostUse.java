// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.host;

import io.lastpath.consumers.internal.host.Device.Kind;
import io.lastpath.devinfo.ResourceName;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who uses the multipathed disks of a host, and its plain ones, at one moment. Disks go by the
 * names of their RCM resources. Immutable.
 */
public final class HostUse {

    private static final String NOT_FOUND = "the disk was not found among those of the host";

    /** Processes come and go: how many of them are hidden decides nothing. */
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+");

    private final Devices devices;
    private final Map<String, Device> disks = new TreeMap<>();
    private final Set<String> multipathed = new TreeSet<>();
    private final Map<String, List<Stake>> stakes = new HashMap<>();
    private final Map<String, Set<String>> related = new HashMap<>();
    private final Map<String, List<String>> gaps = new HashMap<>();
    private final Set<String> dead;
    private final List<String> unseen;
    private final String comparedUnseen;

    /**
     * Works out what hangs by what.
     *
     * @param devices the block devices
     * @param uses who uses them
     * @param gaps what could not be looked into and may hide a user
     * @param unseen what this process may not see, a sentence each
     * @param dead names of disks that are gone even now, as far as that matters to others
     */
    public HostUse(
            Devices devices,
            List<Use> uses,
            List<Gap> gaps,
            List<String> unseen,
            Set<String> dead) {
        this.devices = devices;
        this.unseen = List.copyOf(unseen);
        this.comparedUnseen = NUMBERS.matcher(String.join("; ", unseen)).replaceAll("");
        this.dead = Set.copyOf(dead);
        Premises premises = new Premises(devices, this.dead);
        uses.forEach(use -> addStakes(use, premises));
        devices.all().stream()
                .filter(HostUse::isDisk)
                .filter(disk -> disk.kind() != Kind.PATH || isUsed(disk, gaps))
                .forEach(this::addDisk);
        disks.forEach((resource, disk) -> this.gaps.put(resource, gapsOf(disk, gaps)));
    }

    private static boolean isDisk(Device device) {
        return device.kind() == Kind.MULTIPATHED || device.isPlainDisk();
    }

    /** The paths of maps are many, and hardly ever somebody's disk beside that. */
    private boolean isUsed(Device path, List<Gap> gaps) {
        if (stakes.containsKey(ResourceName.of(path.path()))) {
            return true;
        }
        Set<String> above = devices.closureAbove(path.name());
        return gaps.stream().anyMatch(gap -> gap.devices().stream().anyMatch(above::contains));
    }

    private void addDisk(Device disk) {
        String resource = ResourceName.of(disk.path());
        disks.put(resource, disk);
        if (disk.kind() == Kind.MULTIPATHED) {
            multipathed.add(resource);
        }
    }

    private void addStakes(Use found, Premises premises) {
        Use use = found.alsoNamed(names(found));
        Map<String, Deque<String>> ways = new HashMap<>();
        use.devices().stream()
                .sorted()
                .forEach(name -> devices.below(name).forEach(ways::putIfAbsent));
        Set<String> rests = premises.of(use, ways.keySet());
        Set<String> together = new HashSet<>();
        ways.forEach(
                (name, way) -> {
                    Device device = devices.named(name).orElse(null);
                    if (device != null && isDisk(device)) {
                        String resource = ResourceName.of(device.path());
                        together.add(resource);
                        stakes.computeIfAbsent(resource, any -> new ArrayList<>())
                                .add(new Stake(use, text(way), rests));
                    }
                });
        together.forEach(
                resource ->
                        related.computeIfAbsent(resource, any -> new HashSet<>()).addAll(together));
    }

    private Set<String> names(Use use) {
        return use.devices().stream()
                .flatMap(name -> devices.named(name).stream())
                .flatMap(device -> device.names().stream())
                .collect(Collectors.toSet());
    }

    private String text(Deque<String> way) {
        return Words.plain(way.stream().map(devices::label).collect(Collectors.joining(" on ")));
    }

    private List<String> gapsOf(Device disk, List<Gap> all) {
        Set<String> above = devices.closureAbove(disk.name());
        Set<String> reasons = new LinkedHashSet<>();
        for (Gap gap : all) {
            if (gap.devices().isEmpty() || gap.devices().stream().anyMatch(above::contains)) {
                reasons.add(Words.plain(gap.reason()));
            }
        }
        return List.copyOf(reasons);
    }

    /** {@return the resources of all multipathed disks, and of what may be one} */
    public Set<String> disks() {
        return Set.copyOf(multipathed);
    }

    /** {@return whether a disk is multipathed, or may be so} */
    public boolean isMultipathed(String resource) {
        return multipathed.contains(resource);
    }

    /**
     * {@return the resources of the disks that a module speaks for, each with what it would say and
     * what its judgement rests on: to be compared, and not to be shown}
     */
    public Map<String, String> usedBy(String module) {
        Map<String, String> used = new TreeMap<>();
        for (String resource : disks.keySet()) {
            String words = usedBy(module, resource);
            if (!words.isEmpty()) {
                used.put(resource, words);
            }
        }
        return used;
    }

    /** {@return the same for one disk; empty where the module does not speak for it} */
    public String usedBy(String module, String resource) {
        return compared(
                stakes(resource).stream()
                        .filter(stake -> stake.use().module().equals(module))
                        .toList());
    }

    /** What several uses rest on alike is in it once. */
    private static String compared(List<Stake> stakes) {
        Stream<String> words =
                stakes.stream().map(stake -> stake.use().severity() + " " + stake.text());
        Stream<String> premises =
                stakes.stream().flatMap(stake -> stake.premises().stream()).distinct();
        return Stream.concat(words, premises).collect(Collectors.joining("; "));
    }

    /** {@return who uses a disk} */
    public List<Stake> stakes(String resource) {
        return List.copyOf(stakes.getOrDefault(resource, List.of()));
    }

    /** {@return the disks whose loss decides together with a disk's about its users, and itself} */
    public Set<String> related(String resource) {
        return Set.copyOf(related.getOrDefault(resource, Set.of(resource)));
    }

    /**
     * {@return what could not be looked into and may hide a user of a disk, a sentence each; a disk
     * that was not found is such a case}
     */
    public List<String> gaps(String resource) {
        return gaps.getOrDefault(resource, List.of(NOT_FOUND));
    }

    /**
     * {@return all disks, plain ones as well, each with what could not be looked into or may not be
     * seen, in one line: to be compared, and not to be shown}
     */
    public Map<String, String> hiddenByDisk() {
        Map<String, String> all = new TreeMap<>();
        disks.keySet().forEach(disk -> all.put(disk, hidden(disk)));
        return all;
    }

    /** {@return the same for one disk} */
    public String hidden(String resource) {
        return String.join("; ", gaps(resource)) + comparedUnseen;
    }

    /** {@return what this process may not see, a sentence each} */
    public List<String> unseen() {
        return unseen;
    }

    /**
     * The loss of several disks together, on top of those that are gone even now.
     *
     * @param resources their resources; what is no disk does not count
     * @return their loss
     */
    public Loss loss(Set<String> resources) {
        Set<String> names =
                resources.stream()
                        .filter(disks::containsKey)
                        .map(resource -> disks.get(resource).name())
                        .collect(Collectors.toCollection(HashSet::new));
        names.addAll(dead);
        return new Loss(devices, names);
    }
}
