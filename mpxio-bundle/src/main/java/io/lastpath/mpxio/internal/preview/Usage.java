// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who uses which clients. Immutable once read.
 *
 * <p>Each client is asked about in a call of its own: a tuple carries the name that was registered,
 * such as an alias or a mount point, which does not tell the client.
 */
final class Usage {

    private static final RcmFlags EVERYBODY =
            RcmFlags.INCLUDE_SUBTREE.with(RcmFlags.INCLUDE_DEPENDENT);

    /** Who uses one client, most severe first; why that is not known, empty where it is. */
    record Users(List<User> users, String failure) {}

    private final Map<String, Users> answers = new HashMap<>();
    private final Users others;

    private Usage(String failure) {
        this.others = new Users(List.of(), failure);
    }

    /** {@return that nobody was asked, for a reason} */
    static Usage notAsked(String reason) {
        return new Usage(reason);
    }

    /**
     * Asks who uses clients.
     *
     * @param handle to ask with, once for each client
     * @param clients their resource names
     * @param known what was said before; what is said now is added
     * @return what was said
     */
    static Usage ask(RcmHandle handle, Set<String> clients, Map<String, Users> known) {
        Usage usage = new Usage("nobody was asked");
        clients.forEach(
                client ->
                        usage.answers.put(
                                client,
                                known.computeIfAbsent(client, asked -> ask(handle, asked))));
        return usage;
    }

    private static Users ask(RcmHandle handle, String client) {
        RcmReply reply = handle.inspect(List.of(client), EVERYBODY);
        List<User> users =
                reply.tuples().stream()
                        .map(User::of)
                        .sorted(Comparator.comparing(User::severity).reversed())
                        .toList();
        boolean explained = users.stream().anyMatch(user -> !user.answered());
        Optional<String> doubt =
                reply.assessments().stream()
                        .filter(said -> said.verdict() == Verdict.UNKNOWN)
                        .map(Assessment::reason)
                        .findFirst();
        boolean told = reply.isSuccess() || explained;
        return new Users(users, doubt.orElse(told ? "" : failure(client, reply)));
    }

    private static String failure(String client, RcmReply reply) {
        return "who uses "
                + client
                + " could not be found out, "
                + (reply.errno() == Errno.NONE ? reply.result() : reply.errno());
    }

    /** {@return who uses a client} */
    Users of(String client) {
        return answers.getOrDefault(client, others);
    }
}
