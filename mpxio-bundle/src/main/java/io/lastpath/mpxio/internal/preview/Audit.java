// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import java.util.List;

/**
 * Everything whose loss alone would take the last path of a client. Immutable.
 *
 * @param points what that is
 * @param remarks what could not be judged, a sentence each
 */
public record Audit(List<Point> points, List<String> remarks) {

    /** Copies the lists. */
    public Audit {
        points = List.copyOf(points);
        remarks = List.copyOf(remarks);
    }

    /** What may be lost as one. */
    public enum Kind {
        /** An initiator port. */
        PHCI("PHCI"),
        /** A PCI device with several of them. */
        CARD("card"),
        /** A port at the far end. */
        TARGET_PORT("target port");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** {@return what people call it} */
        public String word() {
            return word;
        }
    }

    /**
     * One of them.
     *
     * @param kind what it is
     * @param id which
     * @param preview what its loss would do
     */
    public record Point(Kind kind, String id, Preview preview) {

        /** {@return the clients that have a usable path now and would have none} */
        public List<Impact> losing() {
            return preview.impacts().stream().filter(Impact::losesLast).toList();
        }
    }
}
