// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import io.lastpath.engine.internal.model.Observation.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Registrants (section 2, R11). */
final class Registrations {

    private static final int KINDS = Flags.DR | Flags.EVENT | Flags.CAPACITY;

    private final Node tree = new Node("");
    private final Coordinator coordinator;
    private final LeftClients left = new LeftClients(this);

    Registrations(Coordinator coordinator) {
        this.coordinator = coordinator;
    }

    Node tree() {
        return tree;
    }

    LeftClients left() {
        return left;
    }

    Reply register(String name, String module, long pid, int marks, boolean checksLocks) {
        if (name.equals("/")) {
            return Reply.SUCCESS;
        }
        Place place = coordinator.world().place(name);
        Client known = find(place, module, pid);
        boolean wantsDr = Flags.has(marks, Flags.DR);
        boolean revives = known != null && known.isRemoved();
        if (known != null && known.wants(marks & KINDS) && !(wantsDr && revives)) {
            return Reply.error("EALREADY");
        }
        boolean hides = Flags.has(marks, Flags.FILESYS) && !isRoot(place); // R17
        boolean isGuarded = wantsDr || hides || (revives && known.wants(Flags.DR));
        List<Tuple> conflicts =
                isGuarded && checksLocks ? coordinator.world().table.above(place) : List.of();
        if (!conflicts.isEmpty()) {
            tree.make(place);
            return Reply.of(-2, conflicts);
        }
        if (known != null) {
            known.interests &= revives && wantsDr ? ~Flags.FILESYS : ~0; // R18
            known.interests |= marks;
            known.become(revives ? States.ONLINE : known.state);
            return Reply.SUCCESS;
        }
        if (!coordinator.load(module)) {
            return Reply.error("EINVAL");
        }
        Node node = tree.make(place);
        node.clients.add(0, new Client(node, name, module, pid, marks));
        return Reply.SUCCESS;
    }

    private boolean isRoot(Place place) {
        Node node = tree.find(place);
        return node != null && node.isFilesystemRoot();
    }

    Reply unregister(String name, String module, long pid, int marks) {
        Place place = coordinator.world().place(name);
        boolean wasLeft = left.drop(place, module, pid, marks);
        Client known = find(place, module, pid);
        if (known == null || known.isRemoved()) {
            return wasLeft ? Reply.SUCCESS : Reply.error("ENOENT");
        }
        known.interests &= ~marks;
        if (!known.wants(KINDS)) {
            known.interests = 0;
            known.become(States.REMOVED);
        }
        return Reply.SUCCESS;
    }

    /** A module goes, and its registrants with it; R19. */
    void leave(String module) {
        tree.all(node -> node.clients.forEach(one -> left.keep(one, module)));
        tree.all(node -> node.clients.removeIf(one -> one.module.equals(module)));
        tree.prune();
    }

    /** The cleanup pass. */
    void delete(Predicate<Client> which) {
        left.delete(which);
        tree.all(node -> node.clients.removeIf(which));
        tree.prune();
    }

    private Client find(Place place, String module, long pid) {
        Node node = tree.find(place);
        return node == null
                ? null
                : node.clients.stream()
                        .filter(one -> one.module.equals(module) && one.pid == pid)
                        .findFirst()
                        .orElse(null);
    }

    /** The registrants that a request on a place concerns (sections 1 and 5). */
    List<Client> concerned(Place place, boolean mark, boolean onlyNode) {
        List<Client> found = new ArrayList<>();
        Node start = tree.find(place);
        if (start == null) {
            return found;
        }
        if (onlyNode) {
            found.addAll(start.clients);
        } else if (mark) {
            start.walkChildren(node -> found.addAll(node.clients));
        } else {
            start.walk(node -> found.addAll(node.clients));
        }
        return found;
    }

    /** All below a place, whoever is the root of a file system there. */
    List<Client> below(Place place) {
        List<Client> found = new ArrayList<>();
        Node start = tree.find(place);
        if (start != null) {
            start.children.values().forEach(one -> one.all(node -> found.addAll(node.clients)));
        }
        return found;
    }

    /** R9: a file-system flag where no root of a file system is. */
    boolean isWronglyMarked(Place place) {
        Node node = tree.find(place);
        return node != null && !node.isFilesystemRoot();
    }

    List<Observation.Registrant> registrants() {
        List<Observation.Registrant> found = new ArrayList<>();
        tree.all(
                node ->
                        node.clients.forEach(
                                one ->
                                        found.add(
                                                new Observation.Registrant(
                                                        node.path,
                                                        one.name,
                                                        one.module,
                                                        one.pid,
                                                        one.state,
                                                        one.interests))));
        return found;
    }
}
