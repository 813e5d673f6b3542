// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.recorder;

import io.lastpath.devinfo.ResourceName;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import io.lastpath.sim.internal.scenario.Answer;
import io.lastpath.sim.internal.scenario.ScenarioClient;
import io.lastpath.sim.internal.scenario.ScenarioConsumer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the consumers of a scenario of what modules say of the clients. What they would answer to
 * an offline is not asked, since asking is not nothing: whoever uses a client in earnest is taken
 * to refuse.
 */
final class RecordedUse {

    /** The module whose answer the replay works out anew. */
    private static final String MULTIPATH = "mpxio";

    /** Stands for those of whom nothing is known. */
    private static final String NOBODY_KNOWS = "recording";

    private static final RcmFlags EVERYBODY =
            RcmFlags.INCLUDE_SUBTREE.with(RcmFlags.INCLUDE_DEPENDENT);

    private final RcmHandle handle;
    private final String informant;

    /**
     * Records use.
     *
     * @param handle to ask with
     * @param informant module that answers for who uses each client; empty where there is none
     */
    RecordedUse(RcmHandle handle, String informant) {
        this.handle = handle;
        this.informant = informant;
    }

    /** {@return who uses these clients, in order} */
    List<ScenarioConsumer> of(List<ScenarioClient> clients) {
        return clients.stream()
                .flatMap(client -> client.path().stream())
                .filter(path -> !ResourceName.isTooLong(ResourceName.of(path)))
                .distinct()
                .flatMap(this::of)
                .toList();
    }

    private Stream<ScenarioConsumer> of(String client) {
        RcmReply reply = handle.inspect(List.of(ResourceName.of(client)), EVERYBODY);
        boolean explained = reply.tuples().stream().anyMatch(tuple -> !tuple.error().isEmpty());
        if (!reply.isSuccess() && !explained) {
            Object why = reply.errno() == Errno.NONE ? reply.result() : reply.errno();
            return Stream.of(unknown(client, why.toString()));
        }
        // A tuple without a module is of a request in progress, which is no use.
        Stream<ScenarioConsumer> users =
                reply.tuples().stream()
                        .filter(tuple -> !tuple.module().isEmpty())
                        .filter(tuple -> !tuple.module().equals(MULTIPATH) && !isNone(tuple))
                        .map(tuple -> consumer(client, tuple));
        return isMissed(reply.tuples())
                ? Stream.concat(
                        Stream.of(unknown(client, "module " + informant + " was not heard")), users)
                : users;
    }

    /** Says that nothing hangs by the client: no words, no harm. */
    private static boolean isNone(InfoTuple tuple) {
        return tuple.info().isEmpty()
                && tuple.error().isEmpty()
                && tuple.severity(Verdict.DATA_CRITICAL) == Verdict.SAFE;
    }

    /** Without it nobody has looked, and silence is no answer. */
    private boolean isMissed(List<InfoTuple> heard) {
        return !informant.isEmpty()
                && heard.stream().noneMatch(tuple -> tuple.module().equals(informant));
    }

    private static ScenarioConsumer unknown(String client, String why) {
        return consumer(
                client,
                NOBODY_KNOWS,
                client,
                "who uses it could not be found out, " + why,
                Verdict.UNKNOWN);
    }

    private static ScenarioConsumer consumer(String client, InfoTuple tuple) {
        boolean answered = tuple.error().isEmpty();
        String usage = tuple.info().isEmpty() ? tuple.resource() : tuple.info();
        return consumer(
                client,
                tuple.module().replaceAll("\\s+", "_"),
                tuple.resource(),
                answered ? usage : usage + ", did not answer: " + tuple.error(),
                answered ? tuple.severity(Verdict.DATA_CRITICAL) : Verdict.UNKNOWN);
    }

    private static ScenarioConsumer consumer(
            String client, String module, String resource, String usage, Verdict severity) {
        Answer answer =
                severity.level() < Verdict.DATA_CRITICAL.level() ? Answer.ALLOW : Answer.REFUSE;
        return new ScenarioConsumer(
                client, module, resource, usage, severity, answer, answer, answer, "", 0);
    }
}
