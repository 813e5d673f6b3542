// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import io.lastpath.engine.internal.model.Observation.Tuple;
import java.util.List;

/** What a call came to: a result or the name of an error, with tuples. */
record Reply(String code, int state, List<Tuple> tuples) {

    static final Reply SUCCESS = new Reply("0", 0, List.of());

    static Reply of(int code, List<Tuple> tuples) {
        return new Reply(Integer.toString(code), 0, List.copyOf(tuples));
    }

    static Reply error(String name) {
        return new Reply(name, 0, List.of());
    }

    boolean isSuccess() {
        return code.equals("0");
    }

    boolean isError() {
        return Character.isLetter(code.charAt(0));
    }

    /** The result as the library gives it: -1 for an error. */
    int number() {
        return isError() ? -1 : Integer.parseInt(code);
    }

    Reply withCode(String other) {
        return new Reply(other, state, tuples);
    }
}
