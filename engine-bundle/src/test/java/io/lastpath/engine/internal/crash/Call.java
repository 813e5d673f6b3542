// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

/**
 * A callback that a module got.
 *
 * @param asked what the request was made for, in the initiator's words
 * @param number of the request
 * @param depth 1 for a callback that serves the outside request, more in cascades
 * @param word what was asked or told
 * @param module which was called
 * @param resource that it was called for
 */
record Call(String asked, long number, int depth, Word word, String module, String resource) {

    /** What is asked or told. */
    enum Word {
        OFFLINE_QUERY,
        OFFLINE,
        ONLINE,
        REMOVE,
        SUSPEND_QUERY,
        SUSPEND,
        RESUME,
        CAPACITY_QUERY,
        CAPACITY,
        CAPACITY_NOTICE,
        EVENT;

        /** {@return whether nobody lets go or comes back for it} */
        boolean isNews() {
            return this == CAPACITY_QUERY
                    || this == CAPACITY
                    || this == CAPACITY_NOTICE
                    || this == EVENT;
        }

        /** {@return whether it only asks and nothing is to be done yet} */
        boolean isQuery() {
            return this == OFFLINE_QUERY || this == SUSPEND_QUERY || this == CAPACITY_QUERY;
        }

        /** {@return whether it makes a registrant let go} */
        boolean isLettingGo() {
            return this == OFFLINE || this == SUSPEND;
        }

        /** {@return whether it says how a DR request ended} */
        boolean isEnd() {
            return this == ONLINE || this == REMOVE || this == RESUME;
        }
    }
}
