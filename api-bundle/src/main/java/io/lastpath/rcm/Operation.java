// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.time.Instant;
import java.util.List;

/**
 * The record of one outside request that has ended. What a module begins when it hears of an event,
 * and what the coordinator does by itself, have records of their own.
 *
 * @param number counts from 1 and never repeats within a run
 * @param kind what was asked for
 * @param intent who asked, and why
 * @param resources what was asked about, in order
 * @param flags as given
 * @param reply the answer
 * @param started when it came in
 * @param ended when it was answered
 * @param omitted how many tuples of the answer the record does not keep
 * @param answers who was called and answered what, in calling order; the first 1,000
 * @param unlisted how many more were called and answered
 */
public record Operation(
        long number,
        OperationKind kind,
        Intent intent,
        List<String> resources,
        RcmFlags flags,
        RcmReply reply,
        Instant started,
        Instant ended,
        int omitted,
        List<Answer> answers,
        int unlisted) {

    /** Copies the lists. */
    public Operation {
        resources = List.copyOf(resources);
        answers = List.copyOf(answers);
    }

    /** A record that keeps the whole answer of an operation in which nobody was called. */
    public Operation(
            long number,
            OperationKind kind,
            Intent intent,
            List<String> resources,
            RcmFlags flags,
            RcmReply reply,
            Instant started,
            Instant ended) {
        this(number, kind, intent, resources, flags, reply, started, ended, 0, List.of(), 0);
    }
}
