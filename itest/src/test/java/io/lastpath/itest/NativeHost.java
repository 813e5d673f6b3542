// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.devinfo.standin.Topology;
import java.util.Locale;

/** Makes a host for the stand-in library of the devices of a scenario. */
final class NativeHost {

    private NativeHost() {}

    static Topology of(JsonNode devices) {
        Topology host = new Topology();
        devices.path("phcis").forEach(phci -> host.phci(phci.asText()));
        for (JsonNode client : devices.path("clients")) {
            host.client(text(client.path("path")));
            client.path("paths").forEach(path -> add(host, path));
        }
        return host;
    }

    private static void add(Topology host, JsonNode path) {
        String word = path.get("state").asText().toUpperCase(Locale.ROOT);
        int state = PathState.valueOf(word).number();
        String address = path.path("target_port").asText();
        if (path.path("phci_missing").asBoolean()) {
            host.pathWithoutPhci(state, address);
        } else {
            host.path(text(path.path("phci")), state, address);
        }
    }

    private static String text(JsonNode text) {
        return text.isTextual() ? text.asText() : null;
    }
}
