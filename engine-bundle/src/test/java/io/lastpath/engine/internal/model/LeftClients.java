// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** R19: what processes had registered through modules that are away. */
final class LeftClients {

    static final int KINDS = Flags.DR | Flags.EVENT | Flags.CAPACITY;

    private static final List<Integer> EACH = List.of(Flags.DR, Flags.EVENT, Flags.CAPACITY);

    private final Registrations registrations;
    private final List<Client> kept = new ArrayList<>();

    LeftClients(Registrations registrations) {
        this.registrations = registrations;
    }

    void keep(Client one, String module) {
        if (one.module.equals(module) && one.pid != 0 && !one.isRemoved()) {
            kept.add(0, one);
        }
    }

    void delete(Predicate<Client> which) {
        kept.removeIf(which);
    }

    /** The module registers: for its processes first. */
    void comeBack(String module) {
        for (Client one : List.copyOf(kept)) {
            if (one.module.equals(module)) {
                EACH.stream()
                        .filter(one::wants)
                        .filter(kind -> isRegistered(one, kind))
                        .forEach(kind -> one.interests &= ~kind);
            }
        }
        kept.removeIf(one -> (one.interests & KINDS) == 0);
    }

    private boolean isRegistered(Client one, int kind) {
        int marks = kind | (one.interests & Flags.FILESYS);
        String code = registrations.register(one.name, one.module, one.pid, marks, true).code();
        return code.equals("0") || code.equals("EALREADY");
    }

    boolean drop(Place place, String module, long pid, int marks) {
        List<Client> dropped =
                kept.stream()
                        .filter(one -> one.module.equals(module) && one.pid == pid)
                        .filter(one -> one.node.path.equals(path(place)))
                        .toList();
        dropped.forEach(one -> one.interests &= ~marks);
        kept.removeIf(one -> (one.interests & KINDS) == 0);
        return !dropped.isEmpty();
    }

    /** {@return whether a walk gets to somebody with any of these interests} */
    boolean isReached(Place place, boolean mark, boolean onlyNode, int interests) {
        return kept.stream()
                .filter(one -> (one.interests & interests) != 0)
                .map(one -> one.node.path)
                .anyMatch(path -> isReached(path(place), path, mark, onlyNode));
    }

    private static String path(Place place) {
        return "/" + String.join("/", place.parts());
    }

    private static boolean isReached(String from, String path, boolean mark, boolean onlyNode) {
        boolean isBelow = path.startsWith(from + "/");
        boolean isThere = path.equals(from);
        return onlyNode ? isThere : isBelow || (isThere && !mark);
    }
}
