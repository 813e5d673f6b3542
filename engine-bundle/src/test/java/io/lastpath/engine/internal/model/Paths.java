// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The path table that the multipath module reads. */
final class Paths {

    private static final String DEVICES = "/devices";

    private final List<List<String>> rows = new ArrayList<>();

    /** Sets client, PHCI and state; the state {@code gone} takes the path away. */
    void set(List<String> path) {
        int at = -1;
        for (int i = 0; i < rows.size(); i++) {
            at = rows.get(i).subList(0, 2).equals(path.subList(0, 2)) ? i : at;
        }
        boolean gone = path.get(2).equals("gone");
        if (at < 0 && !gone) {
            rows.add(path);
        } else if (at >= 0 && gone) {
            rows.remove(at);
        } else if (at >= 0) {
            rows.set(at, path);
        }
    }

    /** Clients in order of first appearance, each with the states of its paths by PHCI. */
    Map<String, Map<String, String>> clients() {
        Map<String, Map<String, String>> clients = new LinkedHashMap<>();
        for (List<String> row : rows) {
            clients.computeIfAbsent(DEVICES + row.get(0), any -> new LinkedHashMap<>())
                    .put(DEVICES + row.get(1), row.get(2));
        }
        return clients;
    }
}
