// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tool;

import io.lastpath.linux.internal.facts.Gap;
import io.lastpath.linux.internal.parse.Attribute;
import io.lastpath.linux.internal.parse.DmStatus;
import io.lastpath.linux.internal.parse.MapsJson;
import io.lastpath.linux.internal.parse.ParseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes down what witnesses say, and who failed. For one thread. */
final class Deposition {

    private final List<Gap> gaps = new ArrayList<>();
    private final String kernelName;
    private final String daemonName;
    private Optional<Map<String, List<DmStatus.Path>>> kernel = Optional.empty();
    private Optional<Map<String, MapsJson.MultipathMap>> daemon = Optional.empty();
    private Set<String> others = Set.of();

    /**
     * Takes down.
     *
     * @param kernelName what the witness for the kernel is called
     * @param daemonName what the witness for the daemon is called
     */
    Deposition(String kernelName, String daemonName) {
        this.kernelName = kernelName;
        this.daemonName = daemonName;
    }

    /** Gives the output of one witness. */
    interface Output {

        /**
         * Gets it.
         *
         * @return the output; empty if there is no such witness
         * @throws IOException if there is, but it failed; the message continues its name
         */
        Optional<String> get() throws IOException;
    }

    private interface Parser {
        void parse(String output) throws ParseException;
    }

    Deposition kernel(Output output) {
        take(
                kernelName,
                output,
                text -> {
                    kernel = Optional.of(DmStatus.parse(text));
                    others = DmStatus.others(text);
                });
        return this;
    }

    Deposition daemon(Output output) {
        take(daemonName, output, text -> daemon = Optional.of(byDisk(MapsJson.parse(text))));
        return this;
    }

    private static Map<String, MapsJson.MultipathMap> byDisk(List<MapsJson.MultipathMap> maps)
            throws ParseException {
        Map<String, MapsJson.MultipathMap> byDisk = new HashMap<>();
        for (MapsJson.MultipathMap map : maps) {
            if (byDisk.put(map.disk(), map) != null) {
                throw new ParseException("has the map " + Attribute.shown(map.disk()) + " twice");
            }
        }
        return byDisk;
    }

    private void take(String name, Output output, Parser parser) {
        try {
            Optional<String> text = output.get();
            if (text.isPresent()) {
                parser.parse(text.get());
            }
        } catch (IOException | ParseException e) {
            gaps.add(new Gap(name, String.valueOf(e.getMessage())));
        }
    }

    Testimony testimony() {
        return new Testimony(kernelName, daemonName, kernel, daemon, others, gaps);
    }
}
