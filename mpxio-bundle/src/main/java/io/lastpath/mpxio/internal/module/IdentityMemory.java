// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.ClientLoss;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers between the query and the commit of a request which disks the query was about, so that
 * another disk under the same name is noticed. Keeps the last {@value #MOST} queries. Safe for use
 * by several threads.
 */
final class IdentityMemory {

    private static final int MOST = 1024;

    private record Question(long request, String phci) {}

    private record Answer(long tableSequence, Map<String, String> identities) {}

    private final Map<Question, Answer> answers =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Question, Answer> eldest) {
                    return size() > MOST;
                }
            };

    /** Remembers the clients that a query found affected. Request 0 is none. */
    void remember(long request, String phci, TableState state, List<ClientLoss> affected) {
        if (request == 0 || affected.isEmpty()) {
            return;
        }
        Map<String, String> identities = new HashMap<>();
        for (ClientLoss loss : affected) {
            String identity = loss.group().identity(loss.client());
            if (!identity.isEmpty()) {
                identities.put(loss.group().devicePath(loss.client()), identity);
            }
        }
        synchronized (answers) {
            answers.put(new Question(request, phci), new Answer(state.sequence(), identities));
        }
    }

    /** Forgets every query about a PHCI. */
    void forget(String phci) {
        synchronized (answers) {
            answers.keySet().removeIf(question -> question.phci().equals(phci));
        }
    }

    /**
     * Compares what the query of the same request found with what is there now.
     *
     * @return a sentence about the first disk that is another one or is gone; empty for none
     */
    Optional<String> change(long request, String phci, TableState now) {
        Answer answer;
        synchronized (answers) {
            answer = answers.remove(new Question(request, phci));
        }
        if (answer == null || answer.tableSequence() == now.sequence()) {
            return Optional.empty();
        }
        Map<String, String> missing = new HashMap<>(answer.identities());
        GroupTable table = now.table();
        for (int g = 0; g < table.groupCount() && !missing.isEmpty(); g++) {
            Group group = table.group(g);
            for (int client = 0; client < group.size(); client++) {
                String path = group.devicePath(client);
                String before = missing.remove(path);
                if (before != null && !before.equals(group.identity(client))) {
                    return Optional.of(replaced(path, before, group.identity(client)));
                }
            }
        }
        return missing.entrySet().stream()
                .map(entry -> vanished(entry.getKey(), entry.getValue()))
                .sorted()
                .findFirst();
    }

    private static String replaced(String path, String before, String now) {
        return "client "
                + path
                + " was "
                + before
                + " when it was asked about and is "
                + (now.isEmpty() ? "without identity" : now)
                + " now";
    }

    private static String vanished(String path, String before) {
        return "client " + path + " was " + before + " when it was asked about and is gone now";
    }
}
