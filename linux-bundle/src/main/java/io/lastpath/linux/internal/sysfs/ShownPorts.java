// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.ClientFacts;
import io.lastpath.linux.internal.facts.DiskFacts;
import io.lastpath.linux.internal.facts.Gap;
import io.lastpath.linux.internal.facts.HostFacts;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.file.PatientReads;
import io.lastpath.linux.internal.file.ReadFailure;
import io.lastpath.linux.internal.parse.DevPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The initiator ports that the readings of one host have shown. Each is shown on for as long as its
 * folder is there, so that one that has lost its disks only is not taken for one that has left the
 * host. Safe for use by several threads.
 */
public final class ShownPorts {

    /** With the reading that found it last: an older one that ends later does not forget it. */
    private final Map<DevPath, Object> shown = new ConcurrentHashMap<>();

    /**
     * Adds the ports that were shown before and are still there.
     *
     * @param facts what a reading has found
     * @param reads the files of the same host
     * @return the same with them; a gap for each of which nobody can tell whether it is there
     * @throws IOException if too many reads hang, all together take too long, or the calling thread
     *     was interrupted
     */
    public HostFacts complete(HostFacts facts, PatientReads reads) throws IOException {
        Map<DevPath, Object> before = Map.copyOf(shown);
        Set<DevPath> ports = new TreeSet<>(PortReader.byName());
        ports.addAll(facts.initiators());
        List<Gap> gaps = new ArrayList<>(facts.gaps());
        List<DevPath> others = others(facts, before.keySet());
        for (Reading<DevPath> look :
                reads.each(others, ShownPorts::look, (port, file, why) -> unclear(port, why))) {
            ports.addAll(look.found());
            gaps.addAll(look.gaps());
        }
        forget(facts.gaps().isEmpty() ? before.keySet() : others, ports, before);
        Object reading = new Object();
        facts.initiators().forEach(port -> shown.put(port, reading));
        return facts.with(List.copyOf(ports), gaps);
    }

    /**
     * Forgets what is not there; what an incomplete reading only calls otherwise may have its own
     * name again in the next one.
     */
    private void forget(
            Collection<DevPath> known, Set<DevPath> there, Map<DevPath, Object> before) {
        known.stream()
                .filter(port -> !there.contains(port))
                .forEach(port -> shown.remove(port, before.get(port)));
    }

    /**
     * Leaves out what is called otherwise now, as a function with several hosts at last: shown
     * without a path beside the name that its paths go by, it would be taken out as if it had none.
     */
    private static List<DevPath> others(HostFacts facts, Set<DevPath> before) {
        Set<DevPath> found = Set.copyOf(facts.initiators());
        List<DevPath> now = Stream.concat(found.stream(), disks(facts)).toList();
        return before.stream()
                .filter(port -> !found.contains(port))
                .filter(port -> now.stream().noneMatch(at -> isOneLine(at, port)))
                .sorted(PortReader.byName())
                .toList();
    }

    private static Stream<DevPath> disks(HostFacts facts) {
        return facts.clients().stream()
                .map(ClientFacts::disks)
                .flatMap(List::stream)
                .map(DiskFacts::device)
                .flatMap(Optional::stream);
    }

    private static boolean isOneLine(DevPath one, DevPath other) {
        return one.isWithin(other) || other.isWithin(one);
    }

    private static Reading<DevPath> look(DevPath port, HostFiles files) {
        try {
            return files.exists(Sysfs.of(port))
                    ? new Reading<>(List.of(port), List.of())
                    : Reading.nothing();
        } catch (IOException e) {
            return unclear(port, ReadFailure.reason(e));
        }
    }

    private static Reading<DevPath> unclear(DevPath port, String why) {
        return new Reading<>(List.of(port), List.of(new Gap(Sysfs.of(port), why)));
    }
}
