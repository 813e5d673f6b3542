// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.state;

import io.lastpath.devinfo.PathState;
import io.lastpath.linux.internal.parse.Attribute;

/**
 * What one source says about one path.
 *
 * @param source who
 * @param word what
 */
public record Said(StateSource source, String word) {

    /** {@return what that means; unknown for a word that is not in the table} */
    public PathState state() {
        return StateWord.of(source, word).map(StateWord::state).orElse(PathState.UNKNOWN);
    }

    /** {@return whether the word is in the table} */
    public boolean isKnown() {
        return StateWord.of(source, word).isPresent();
    }

    @Override
    public String toString() {
        return source.label() + " " + Attribute.shown(word);
    }
}
