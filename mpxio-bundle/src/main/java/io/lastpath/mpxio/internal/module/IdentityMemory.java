// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

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

    private final Map<Question, Map<String, String>> answers =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<Question, Map<String, String>> eldest) {
                    return size() > MOST;
                }
            };

    /** Remembers the clients that a query found affected. Request 0 is none. */
    void remember(long request, String phci, List<ClientLoss> affected) {
        if (request == 0) {
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
            answers.put(new Question(request, phci), identities);
        }
    }

    /** Forgets every query about a PHCI. */
    void forget(String phci) {
        synchronized (answers) {
            answers.keySet().removeIf(question -> question.phci().equals(phci));
        }
    }

    /**
     * Takes out what the query of the same request found.
     *
     * @return identities of the affected clients by device path, those without one left out; empty
     *     if there was no such query
     */
    Map<String, String> take(long request, String phci) {
        synchronized (answers) {
            Map<String, String> identities = answers.remove(new Question(request, phci));
            return identities == null ? Map.of() : identities;
        }
    }

    /**
     * Compares what a query found with what is there now.
     *
     * @return a sentence about the first disk that is another one or is gone; empty for none
     */
    static Optional<String> change(Map<String, String> identities, GroupTable table) {
        Map<String, String> missing = new HashMap<>(identities);
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
