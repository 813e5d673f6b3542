// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A disk below a PHCI with a single path, with who uses it: one that is no client, or a path of a
 * client that somebody uses by itself. Immutable.
 *
 * @param name what people call it
 * @param users who uses it, most severe first
 * @param verdict how grave its loss is
 * @param doubt why nobody knows who uses it, in one sentence; empty where that is known
 */
public record PlainDisk(String name, List<User> users, Verdict verdict, String doubt) {

    /** Judges the loss of one. */
    static PlainDisk of(String resource, Usage usage) {
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        Usage.Users users = usage.of(resource);
        String doubt = usage.doubt(users, name);
        Verdict known = doubt.isEmpty() ? Verdict.SAFE : Verdict.UNKNOWN;
        Verdict verdict = users.users().stream().map(User::severity).reduce(known, Verdict::or);
        return new PlainDisk(name, users.users(), verdict, doubt);
    }

    /** {@return whether anybody would notice} */
    boolean matters() {
        return verdict != Verdict.SAFE;
    }

    @Override
    public String toString() {
        String who = users.stream().map(User::use).collect(Collectors.joining("; "));
        return name
                + ", outside of multipathing: "
                + (who.isEmpty() ? "who uses it is not known" : who);
    }
}
