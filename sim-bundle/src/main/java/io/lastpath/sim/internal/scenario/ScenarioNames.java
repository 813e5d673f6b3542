// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What people may call the parts of one scenario. Immutable. */
final class ScenarioNames {

    private static final int SHOWN = 10;

    private final List<ScenarioClient> clients;
    private final Set<String> phcis;

    ScenarioNames(Devices devices) {
        clients = devices.clients();
        phcis = new LinkedHashSet<>(devices.phcis());
        clients.forEach(client -> phcis.addAll(phcisOf(client)));
    }

    static Set<String> phcisOf(ScenarioClient client) {
        return client.paths().stream()
                .flatMap(path -> path.phci().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Finds a client by its device path or its name. */
    int client(String text) {
        int[] found =
                IntStream.range(0, clients.size())
                        .filter(i -> clients.get(i).path().filter(text::equals).isPresent())
                        .toArray();
        if (found.length == 0) {
            found =
                    IntStream.range(0, clients.size())
                            .filter(i -> !text.isEmpty() && clients.get(i).name().equals(text))
                            .toArray();
        }
        if (found.length > 1) {
            throw new IllegalArgumentException(
                    "'client': "
                            + found.length
                            + " clients have the name "
                            + Words.quote(text)
                            + "; give a device path");
        }
        if (found.length == 0) {
            List<String> labels = clients.stream().map(ScenarioClient::label).distinct().toList();
            throw new IllegalArgumentException(
                    "'client': "
                            + Words.quote(text)
                            + " is neither the device path nor the name of a client; the clients are "
                            + some(labels));
        }
        return found[0];
    }

    /** Finds a PHCI by its device path, or by the last component of that. */
    String phci(String text) {
        if (phcis.contains(text)) {
            return text;
        }
        List<String> found = phcis.stream().filter(phci -> last(phci).equals(text)).toList();
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    "'phci': "
                            + found.size()
                            + " PHCIs end in "
                            + Words.quote(text)
                            + "; give a device path: "
                            + some(found));
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "'phci': "
                            + Words.quote(text)
                            + " is no PHCI of this scenario; the PHCIs are "
                            + some(List.copyOf(phcis)));
        }
        return found.get(0);
    }

    /** Shortens the device path of a PHCI to its last component, if that tells it from others. */
    String label(String phci) {
        long alike = phcis.stream().filter(other -> last(other).equals(last(phci))).count();
        return alike > 1 ? phci : last(phci);
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String some(List<String> names) {
        String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }
}
