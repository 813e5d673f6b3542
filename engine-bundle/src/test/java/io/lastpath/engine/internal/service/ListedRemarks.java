// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.Remarks;
import java.util.List;

/**
 * Keeps what is said for a test.
 *
 * @param warnings what was wrong
 * @param notes what was not
 */
record ListedRemarks(List<String> warnings, List<String> notes) implements Remarks {

    @Override
    public void warn(String sentence) {
        warnings.add(sentence);
    }

    @Override
    public void note(String sentence) {
        notes.add(sentence);
    }
}
