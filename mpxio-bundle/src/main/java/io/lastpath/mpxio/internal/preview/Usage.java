// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.mpxio.internal.analysis.Informant;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who uses which clients. Immutable once read.
 *
 * <p>Each client is asked about in a call of its own: a tuple carries the name that was registered,
 * such as an alias or a mount point, which does not tell the client. Clients that go together are
 * asked about once more in one call, so that who stands on several of them, as a mirror does, can
 * judge them together; the graver of its two answers counts. Who speaks only then counts for each
 * of them.
 */
final class Usage {

    private static final RcmFlags EVERYBODY =
            RcmFlags.INCLUDE_SUBTREE.with(RcmFlags.INCLUDE_DEPENDENT);

    /**
     * Who uses one client.
     *
     * @param users most severe first
     * @param failure why that is not known; empty where it is
     * @param isMissed whether the one who answers for every client was not heard
     */
    record Users(List<User> users, String failure, boolean isMissed) {

        /** What was said together counts where it is graver. */
        Users or(Map<String, List<User>> together, String newFailure, boolean nowMissed) {
            Stream<User> graver =
                    users.stream().map(one -> one.or(together.getOrDefault(one.key(), List.of())));
            return new Users(
                    sorted(graver),
                    failure.isEmpty() ? newFailure : failure,
                    isMissed || nowMissed);
        }

        Users and(List<User> others) {
            return new Users(
                    sorted(Stream.concat(users.stream(), others.stream())), failure, isMissed);
        }
    }

    private final Map<String, Users> answers = new HashMap<>();
    private final Informant informant;
    private final Users others;

    private Usage(Informant informant, String failure) {
        this.informant = informant;
        this.others = new Users(List.of(), failure, false);
    }

    /** {@return that nobody was asked, for a reason} */
    static Usage notAsked(String reason) {
        return new Usage(new Informant(""), reason);
    }

    /**
     * Asks who uses clients.
     *
     * @param handle to ask with, once for each client
     * @param informant has to be heard for each
     * @param clients their resource names
     * @param known what was said before; what is said now is added
     * @return what was said
     */
    static Usage ask(
            RcmHandle handle, Informant informant, Set<String> clients, Map<String, Users> known) {
        Usage usage = new Usage(informant, "nobody was asked");
        clients.forEach(
                client ->
                        usage.answers.put(
                                client,
                                known.computeIfAbsent(client, asked -> usage.ask(handle, asked))));
        return usage;
    }

    private Users ask(RcmHandle handle, String client) {
        RcmReply reply = handle.inspect(List.of(client), EVERYBODY);
        List<User> users = users(reply);
        return new Users(
                users, doubt(client, reply, users), informant.isMissed(client, reply.tuples()));
    }

    private static String doubt(String client, RcmReply reply, List<User> users) {
        boolean explained = users.stream().anyMatch(user -> !user.answered());
        return explained && standing(reply).isEmpty() ? "" : doubt(client, reply);
    }

    /** {@return why an answer is not to be believed; empty where it is} */
    static String doubt(String resource, RcmReply reply) {
        return standing(reply).orElse(reply.isSuccess() ? "" : failure(resource, reply));
    }

    /**
     * Asks what is to be said against any answer now, as where a module may not register for what
     * is out.
     *
     * @param handle to ask with
     * @return a sentence; empty for nothing
     */
    static Optional<String> standing(RcmHandle handle) {
        return standing(handle.inspect(List.of(), RcmFlags.MOD_INFO));
    }

    private static Optional<String> standing(RcmReply reply) {
        return reply.assessments().stream()
                .filter(said -> said.verdict() == Verdict.UNKNOWN)
                .map(Assessment::reason)
                .findFirst();
    }

    private static List<User> users(RcmReply reply) {
        return sorted(reply.tuples().stream().filter(tuple -> !User.isNone(tuple)).map(User::of));
    }

    private static List<User> sorted(Stream<User> users) {
        return users.sorted(Comparator.comparing(User::severity).reversed()).toList();
    }

    /**
     * Asks about clients that go together.
     *
     * @param handle to ask with, once
     * @param clients their resource names
     * @return what was said, with the graver answers in the place of those to each client alone
     */
    Usage together(RcmHandle handle, List<String> clients) {
        if (clients.size() < 2) {
            return this;
        }
        RcmReply reply = handle.inspect(clients, EVERYBODY);
        List<User> users = users(reply);
        Map<String, List<User>> said = users.stream().collect(Collectors.groupingBy(User::key));
        String failure = doubt(clients.get(0), reply, users);
        List<User> strangers = strangers(clients, users);
        Usage all = new Usage(informant, "nobody was asked");
        for (String client : clients) {
            boolean missed = informant.isMissed(client, reply.tuples());
            all.answers.put(client, of(client).or(said, failure, missed).and(strangers));
        }
        return all;
    }

    /** Those who said nothing about any client alone: it is not known which of them they use. */
    private List<User> strangers(List<String> clients, List<User> together) {
        Set<String> known =
                clients.stream()
                        .flatMap(client -> of(client).users().stream())
                        .map(User::key)
                        .collect(Collectors.toSet());
        return together.stream().filter(user -> !known.contains(user.key())).toList();
    }

    private static String failure(String client, RcmReply reply) {
        return "who uses "
                + client
                + " could not be found out, "
                + (reply.errno() == Errno.NONE ? reply.result() : reply.errno());
    }

    /** {@return why nobody knows who uses a client; empty where that is known} */
    String doubt(Users users, String label) {
        return users.failure().isEmpty() && users.isMissed()
                ? informant.silence(List.of(label))
                : users.failure();
    }

    /** {@return who uses a client} */
    Users of(String client) {
        return answers.getOrDefault(client, others);
    }
}
