// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.List;
import java.util.Map;

/**
 * Everything that can be seen of one step, or of a start. Sequence numbers count only by being
 * equal or not.
 *
 * @param code result or error name; empty where there is none, for a start or a killed coordinator
 * @param state the answer to a question for a state, 0 otherwise
 * @param tuples the reply's tuples, in order
 * @param callbacks what modules were asked, in order of beginning
 * @param locks DR requests after the step, by slot
 * @param registrants registrants after the step, in calling order
 * @param watched initiators watched for their end; less than 0 where that was not looked at
 * @param start what was seen of the start that is part of the step; null where there is none
 */
public record Observation(
        String code,
        int state,
        List<Tuple> tuples,
        List<Callback> callbacks,
        List<Lock> locks,
        List<Registrant> registrants,
        int watched,
        Observation start) {

    /** Stands for the sentence of a callback that did not come back in time. */
    public static final String LATE = "<late>";

    /** One tuple of a reply. */
    public record Tuple(
            String resource,
            String module,
            long pid,
            int state,
            long number,
            int depth,
            String info,
            String error,
            Map<String, String> properties) {}

    /** One callback; its code is null where it had not returned when the coordinator was killed. */
    public record Callback(
            String op,
            String module,
            String resource,
            int flags,
            String interval,
            Integer code,
            String error) {

        /** {@return the same, with the answer} */
        public Callback returned(int result, String sentence) {
            return new Callback(op, module, resource, flags, interval, result, sentence);
        }
    }

    /**
     * One DR request; the pid of a cascaded one is 0. The reference does not show whose that is,
     * nor whether one needs a person.
     */
    public record Lock(
            int slot,
            String resource,
            int state,
            long pid,
            int flags,
            long number,
            int depth,
            long owner,
            boolean attention) {}

    /** One registrant. */
    public record Registrant(
            String node, String name, String module, long pid, int state, int flags) {}

    /** {@return the same, without how many initiators are watched} */
    Observation unwatched() {
        return new Observation(code, state, tuples, callbacks, locks, registrants, -1, start);
    }

    /** {@return the same, with the start that followed} */
    public Observation withStart(Observation seen) {
        return new Observation(
                code, state, tuples, callbacks, seen.locks, seen.registrants, seen.watched, seen);
    }
}
