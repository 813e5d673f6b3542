// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Verdict;
import java.util.List;

/**
 * Somebody who uses a client. Immutable.
 *
 * @param key tells it from others of the same client
 * @param severity how grave its loss is
 * @param text who it is and what it says
 * @param use what it says, and who it is only where it says nothing
 * @param answered whether it could tell
 */
public record User(String key, Verdict severity, String text, String use, boolean answered) {

    /** Whoever does not say how grave its loss is counts as critical; an error as unknown. */
    static User of(InfoTuple tuple) {
        boolean answered = tuple.error().isEmpty();
        String who = (tuple.module() + " " + tuple.resource()).strip();
        String what = tuple.info().isEmpty() ? who : who + ": " + tuple.info();
        String problem = answered ? "" : ", did not answer: " + tuple.error();
        return new User(
                tuple.module() + " " + tuple.pid() + " " + tuple.resource(),
                answered ? tuple.severity(Verdict.DATA_CRITICAL) : Verdict.UNKNOWN,
                what + problem,
                (tuple.info().isEmpty() ? who : tuple.info()) + problem,
                answered);
    }

    /** {@return whether a registrant says that nothing hangs by the client: no words, no harm} */
    static boolean isNone(InfoTuple tuple) {
        return tuple.info().isEmpty()
                && tuple.error().isEmpty()
                && tuple.severity(Verdict.DATA_CRITICAL) == Verdict.SAFE;
    }

    /**
     * Takes what the same registrant says when asked together with others, unless that is less
     * grave: of what would be lost it may say only then that it is lost altogether.
     *
     * @param together what it says; more than one where it uses several of the clients
     * @return the graver answer; in these words, unless the other one is surely about this client
     */
    User or(List<User> together) {
        boolean only = together.size() == 1;
        User graver = this;
        for (User other : together) {
            boolean same = other.text.equals(text);
            int graveness = other.severity.compareTo(graver.severity);
            if ((same || together.stream().noneMatch(any -> any.text.equals(text)))
                    && (graveness > 0 || graveness == 0 && only && answered)) {
                User words = only ? other : this;
                boolean both = answered && other.answered;
                graver = new User(key, other.severity, words.text, words.use, both);
            }
        }
        return graver;
    }

    @Override
    public String toString() {
        return severity + " " + text;
    }
}
