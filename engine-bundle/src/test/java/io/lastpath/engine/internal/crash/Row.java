// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An open DR request, as the coordinator lists it. Immutable.
 *
 * @param resource what it is on
 * @param state how far it is
 * @param initiator whose it is
 * @param token of the deed that it was made for
 * @param number of the request that last changed it
 * @param depth 0 where it was asked for from outside
 * @param attention why it waits for a person
 * @param retiring whether it reaches its own place only, and nothing below
 */
record Row(
        String resource,
        RcmState state,
        String initiator,
        String token,
        long number,
        int depth,
        String attention,
        boolean retiring) {

    private static final String FIELD = "|";
    private static final String ROW = ";";
    private static final int FIELDS = 7;
    private static final String RETIRING = FIELD + "retiring";

    boolean isOutside() {
        return depth == 0;
    }

    boolean isOn(Row other) {
        return resource.equals(other.resource);
    }

    /** {@return whether a resource cannot be used meanwhile} */
    boolean keepsAway(String other) {
        return isDone() && (retiring ? resource.equals(other) : Topology.covers(resource, other));
    }

    /** {@return whether everybody let go} */
    boolean isDone() {
        return state == RcmState.OFFLINE || state == RcmState.SUSPENDED;
    }

    /** {@return whether those who let go are being told that they come back} */
    boolean isComingBack() {
        return state == RcmState.ONLINING || state == RcmState.RESUMING;
    }

    boolean isFailed() {
        return state == RcmState.OFFLINE_FAIL || state == RcmState.SUSPEND_FAIL;
    }

    /** {@return the same once everybody let go after all} */
    Row redone() {
        RcmState done = state == RcmState.SUSPEND_FAIL ? RcmState.SUSPENDED : RcmState.OFFLINE;
        return new Row(resource, done, initiator, token, number, depth, attention, retiring);
    }

    static List<Row> of(List<DrRequest> requests) {
        return requests.stream()
                .map(
                        one ->
                                new Row(
                                        one.resource(),
                                        one.state(),
                                        one.intent().initiator().id(),
                                        one.intent().reason(),
                                        one.sequence().number(),
                                        one.sequence().depth(),
                                        one.attention(),
                                        one.flags().has(RcmFlags.RETIRE_REQUEST)))
                .sorted(Comparator.comparing(Row::resource))
                .toList();
    }

    static String text(List<Row> rows) {
        return String.join(
                ROW,
                rows.stream()
                        .map(
                                one ->
                                        String.join(
                                                FIELD,
                                                one.resource,
                                                one.state.name(),
                                                one.initiator,
                                                one.token,
                                                Long.toString(one.number),
                                                Integer.toString(one.depth),
                                                one.attention.replaceAll("[|;\t\n]", " ")
                                                        + (one.retiring ? RETIRING : "")))
                        .toList());
    }

    static List<Row> parse(String text) {
        List<Row> rows = new ArrayList<>();
        for (String one : text.isEmpty() ? new String[0] : text.split(ROW)) {
            String[] fields = one.split("\\" + FIELD, -1);
            rows.add(
                    new Row(
                            fields[0],
                            RcmState.valueOf(fields[1]),
                            fields[2],
                            fields[3],
                            Long.parseLong(fields[4]),
                            Integer.parseInt(fields[5]),
                            fields[6],
                            fields.length > FIELDS));
        }
        return rows;
    }
}
