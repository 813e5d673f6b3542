// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import io.lastpath.engine.internal.model.Observation.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a module is asked.
 *
 * @param interval of a suspend, null otherwise
 * @param data of a capacity change or an event, null otherwise
 */
record Question(String op, int flags, String interval, String data) {

    static Question of(String op, int flags) {
        return new Question(op, flags, null, null);
    }

    boolean has(int flag) {
        return Flags.has(flags, flag);
    }

    Question with(int flag) {
        return new Question(op, flags | flag, interval, data);
    }

    Question without(int flag) {
        return new Question(op, flags & ~flag, interval, data);
    }

    /** What a module answers. */
    static final class Answer {
        int code;
        String error = "";
        String info = "";
        final Map<String, String> properties = new TreeMap<>();
        final List<Tuple> tuples = new ArrayList<>();

        /** What did not come back in time is not asked for its use. */
        boolean isLate() {
            return error.equals(Observation.LATE);
        }

        static Answer of(int code, String error) {
            Answer answer = new Answer();
            answer.code = code;
            answer.error = error;
            return answer;
        }
    }
}
