// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who uses which clients, as one get-info told. Immutable once read.
 *
 * <p>A tuple belongs to the client that its resource names or lies below; one that is about
 * something else, such as a mount point, to the client of the tuple before it, since the tuples of
 * dependents follow their owner's.
 */
final class Usage {

    static final Usage NOBODY = new Usage("");

    private static final RcmFlags EVERYBODY =
            RcmFlags.INCLUDE_SUBTREE.with(RcmFlags.INCLUDE_DEPENDENT);

    private final Map<String, List<User>> users = new HashMap<>();
    private final List<User> unplaced = new ArrayList<>();
    private final String failure;

    private Usage(String failure) {
        this.failure = failure;
    }

    /**
     * Asks who uses clients.
     *
     * @param handle to ask with, once
     * @param clients their resource names; nobody is asked if there are none
     * @return what was said
     */
    static Usage ask(RcmHandle handle, Set<String> clients) {
        if (clients.isEmpty()) {
            return NOBODY;
        }
        RcmReply reply = handle.inspect(List.copyOf(clients), EVERYBODY);
        boolean explained = reply.tuples().stream().anyMatch(tuple -> !tuple.error().isEmpty());
        Usage usage = new Usage(reply.isSuccess() || explained ? "" : failure(reply));
        List<User> current = usage.unplaced;
        for (InfoTuple tuple : reply.tuples()) {
            String client = owner(tuple.resource(), clients);
            if (client != null) {
                current = usage.users.computeIfAbsent(client, any -> new ArrayList<>());
            }
            current.add(User.of(tuple));
        }
        usage.users.values().forEach(Usage::gravestFirst);
        return usage;
    }

    private static void gravestFirst(List<User> list) {
        list.sort(Comparator.comparing(User::severity).reversed());
    }

    private static String failure(RcmReply reply) {
        return "who uses the clients could not be found out, "
                + (reply.errno() == Errno.NONE ? reply.result() : reply.errno());
    }

    /** Finds the longest client name that the resource equals or lies below. */
    private static String owner(String resource, Set<String> clients) {
        String name = resource;
        while (!clients.contains(name)) {
            int end = Math.max(name.lastIndexOf('/'), name.lastIndexOf(':'));
            if (end <= 0) {
                return null;
            }
            name = name.substring(0, end);
        }
        return name;
    }

    /** {@return who uses a client, most severe first} */
    List<User> of(String client) {
        return users.getOrDefault(client, List.of());
    }

    /** {@return who answered without it being clear for which client} */
    List<User> unplaced() {
        return unplaced;
    }

    /** {@return why nobody could be asked, in one sentence; empty where they could} */
    String failure() {
        return failure;
    }
}
