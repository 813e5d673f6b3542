// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

/**
 * A part of a scenario that does not fit to the rest.
 *
 * @param kind what part
 * @param index which of them, from 0
 * @param text what is wrong with it, to follow its place in a sentence
 */
record Flaw(Kind kind, int index, String text) {

    enum Kind {
        PHCI("devices.phcis[%d]"),
        CLIENTS("devices.clients"),
        CLIENT("devices.clients[%d].path"),
        CONSUMER("consumers[%d].client");

        private final String place;

        Kind(String place) {
            this.place = place;
        }
    }

    @Override
    public String toString() {
        return String.format(kind.place, index) + " " + text;
    }
}
