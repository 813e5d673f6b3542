// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import io.lastpath.engine.internal.model.Observation.Callback;
import io.lastpath.engine.internal.model.Observation.Lock;
import io.lastpath.engine.internal.model.Observation.Registrant;
import io.lastpath.engine.internal.model.Observation.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What of an observation is compared, as text. One for each side of a comparison. */
public final class Sight {

    private final Map<Long, Integer> numbers = new HashMap<>();
    private final Function<Lock, String> more;

    /** What an implementation must have in common with the reference. */
    public Sight() {
        this(one -> "");
    }

    private Sight(Function<Lock, String> more) {
        this.more = more;
    }

    /** {@return also slots, flags and sequence numbers of DR requests, as they are} */
    static Sight exact() {
        return new Sight(
                one ->
                        " slot "
                                + one.slot()
                                + " flags "
                                + one.flags()
                                + " #"
                                + Math.max(one.number(), 0)
                                + "."
                                + one.depth());
    }

    /** {@return also whose a DR request is, and whether it needs a person} */
    static Sight owned() {
        return new Sight(one -> " of " + one.owner() + (one.attention() ? " needs a person" : ""));
    }

    /** {@return what counts of a step; sequence numbers become the order of appearance} */
    public String of(String op, Observation seen) {
        StringBuilder text = new StringBuilder();
        text.append("rc ").append(seen.code().replace("ETIMEDOUT", "-1")).append('\n');
        if (op.equals("state")) {
            text.append("state ").append(seen.state()).append('\n');
        }
        if (op.equals("dump")) {
            text.append("watched ").append(seen.watched()).append('\n');
        }
        boolean isNumbered = !op.equals("event");
        append(text, "tuple", seen.tuples(), one -> tuple(one, isNumbered));
        if (seen.start() != null) {
            append(text, "callback", seen.callbacks(), Sight::callback);
            return text.append("start\n").append(standing(seen.start())).toString();
        }
        return text.append(standing(seen)).toString();
    }

    private String standing(Observation seen) {
        StringBuilder text = new StringBuilder();
        append(text, "callback", seen.callbacks(), Sight::callback);
        List<String> locks = seen.locks().stream().map(this::lock).sorted().toList();
        append(text, "lock", locks, one -> one);
        append(text, "registrant", seen.registrants(), Sight::registrant);
        return text.toString();
    }

    private static <T> void append(
            StringBuilder text, String what, List<T> list, Function<T, String> line) {
        list.forEach(one -> text.append(what).append(' ').append(line.apply(one)).append('\n'));
    }

    private String tuple(Tuple one, boolean isNumbered) {
        String sequence = "-";
        if (isNumbered && one.number() > 0) {
            int order = numbers.computeIfAbsent(one.number(), any -> numbers.size());
            sequence = "#" + order + "." + one.depth();
        }
        return String.join(
                " | ",
                one.resource(),
                one.module(),
                "pid " + one.pid(),
                "state " + one.state(),
                sequence,
                one.info(),
                one.error().contains(" did not answer ") ? Observation.LATE : one.error(),
                new TreeMap<>(one.properties()).toString());
    }

    private static String callback(Callback one) {
        String answer = one.code() == null ? "killed" : one.code() + " " + one.error();
        String interval = one.interval() == null ? "" : " for " + one.interval();
        return one.op()
                + " "
                + one.module()
                + " "
                + one.resource()
                + " flags "
                + one.flags()
                + interval
                + " = "
                + answer;
    }

    private String lock(Lock one) {
        return one.resource() + " state " + one.state() + " pid " + one.pid() + more.apply(one);
    }

    private static String registrant(Registrant one) {
        return one.name() + " " + one.module() + " pid " + one.pid() + " state " + one.state();
    }
}
