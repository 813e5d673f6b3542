// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.mpxio.internal.analysis.Doubts;
import io.lastpath.mpxio.internal.analysis.Informant;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Why nobody knows who uses some clients: a sentence each, not more than people read. */
public final class Unknowns {

    private static final int MOST = 10;

    private Unknowns() {}

    /**
     * Collects the sentences.
     *
     * @param impacts what happens to the clients
     * @param plain disks that are no clients
     * @return each sentence once; empty where all users are known
     */
    public static List<String> of(List<Impact> impacts, List<PlainDisk> plain) {
        return limited(
                Stream.concat(
                                impacts.stream().map(Impact::doubt),
                                plain.stream().map(PlainDisk::doubt))
                        .filter(doubt -> !doubt.isEmpty())
                        .distinct()
                        .toList());
    }

    /**
     * Collects the sentences, each with all that it is about.
     *
     * @param informant answers for who uses what
     * @param impacts what happens to the clients
     * @param plain disks that are no clients
     * @return each reason once; empty where all users are known
     */
    static List<String> together(Informant informant, List<Impact> impacts, List<PlainDisk> plain) {
        Collector all = new Collector(informant);
        impacts.forEach(one -> all.add(one.label(), one.doubt(), one.users()));
        plain.forEach(one -> all.add(one.name(), one.doubt(), one.users()));
        return all.sentences();
    }

    /** The same without what users themselves say, which a row of the audit has. */
    static List<String> doubts(Informant informant, List<Impact> impacts, List<PlainDisk> plain) {
        Collector all = new Collector(informant);
        impacts.forEach(one -> all.add(one.label(), one.doubt(), List.of()));
        plain.forEach(one -> all.add(one.name(), one.doubt(), List.of()));
        return limited(all.sentences());
    }

    /** Finds what is said of several disks; for one thread. */
    private static final class Collector {
        private final Informant informant;
        private final Set<String> missed = new LinkedHashSet<>();
        private final Set<String> others = new LinkedHashSet<>();
        private final Map<String, Set<String>> reasons = new LinkedHashMap<>();

        Collector(Informant informant) {
            this.informant = informant;
        }

        void add(String label, String doubt, List<User> users) {
            if (doubt.equals(informant.silence(List.of(label)))) {
                missed.add(label);
            } else if (!doubt.isEmpty()) {
                others.add(doubt);
            }
            users.stream()
                    .filter(user -> user.severity() == Verdict.UNKNOWN)
                    .map(User::use)
                    .forEach(why -> about(why).add(label));
        }

        private Set<String> about(String reason) {
            return reasons.computeIfAbsent(reason, any -> new LinkedHashSet<>());
        }

        List<String> sentences() {
            List<String> all = new ArrayList<>();
            if (!missed.isEmpty()) {
                all.add(informant.silence(List.copyOf(missed)));
            }
            all.addAll(others);
            reasons.forEach(
                    (why, labels) ->
                            all.add(
                                    "who uses "
                                            + Doubts.named(List.copyOf(labels), "disk")
                                            + " is not known: "
                                            + why));
            return all;
        }
    }

    /** {@return as many as people read, and how many more there are} */
    static List<String> limited(List<String> unknowns) {
        int more = unknowns.size() - MOST;
        if (more <= 0) {
            return unknowns;
        }
        List<String> shown = new ArrayList<>(unknowns.subList(0, MOST));
        shown.add("and " + more + " more of this kind");
        return shown;
    }
}
