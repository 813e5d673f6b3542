// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.management.ImpactData;
import io.lastpath.mpxio.internal.analysis.ClientLoss;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a loss does to one client and its users. Immutable.
 *
 * @param loss the paths
 * @param users who uses the client, most severe first; asked for only where no path remains
 * @param verdict how grave it is
 * @param doubt why nobody knows who uses it, in one sentence; empty where that is known
 */
public record Impact(ClientLoss loss, List<User> users, Verdict verdict, String doubt) {

    /** Judges a client that keeps a usable path. */
    static Impact ofKept(ClientLoss loss) {
        Verdict verdict = loss.remaining() == 1 ? Verdict.DEGRADED : Verdict.SAFE;
        return new Impact(loss, List.of(), verdict, "");
    }

    /** Judges a client that keeps none. */
    static Impact ofEndangered(ClientLoss loss, Usage usage) {
        if (!loss.group().isNameable(loss.client())) {
            return new Impact(
                    loss,
                    List.of(),
                    Verdict.UNKNOWN,
                    "a client that would lose its last path cannot be named, "
                            + loss.group().label(loss.client()));
        }
        Usage.Users users = usage.of(loss.group().resource(loss.client()));
        String doubt = usage.doubt(users, loss.group().label(loss.client()));
        Verdict known = doubt.isEmpty() ? Verdict.DEGRADED : Verdict.UNKNOWN;
        Verdict verdict = users.users().stream().map(User::severity).reduce(known, Verdict::or);
        return new Impact(loss, users.users(), verdict, doubt);
    }

    /** {@return the same where the paths themselves are in doubt: who uses it stays true} */
    Impact doubted() {
        return new Impact(loss, users, Verdict.UNKNOWN, doubt);
    }

    /** {@return whether the client has a usable path now and would have none} */
    public boolean losesLast() {
        return loss.remaining() == 0 && loss.isLosing();
    }

    /** {@return what people call the client} */
    public String label() {
        return loss.group().label(loss.client());
    }

    /** {@return who uses it, in one line} */
    public String userText() {
        return users.stream().map(User::toString).collect(Collectors.joining("; "));
    }

    /** {@return one line for people} */
    String line() {
        String identity = loss.group().identity(loss.client());
        String who = loss.remaining() > 0 && users.isEmpty() ? "" : "; " + who();
        return verdict
                + " "
                + label()
                + (identity.isEmpty() || identity.equals(label()) ? "" : " " + identity)
                + ": usable paths "
                + loss.usable()
                + " -> "
                + loss.remaining()
                + who;
    }

    /** Why somebody is not known is said once for all clients, with the verdict. */
    private String who() {
        List<User> known =
                users.stream().filter(user -> user.severity() != Verdict.UNKNOWN).toList();
        if (!known.isEmpty()) {
            return "used by "
                    + known.stream().map(User::toString).collect(Collectors.joining("; "))
                    + (known.size() < users.size() ? "; who else uses it is not known" : "");
        }
        return doubt.isEmpty() && users.isEmpty() ? "used by nobody" : "who uses it is not known";
    }

    /** {@return the same as a composite} */
    ImpactData data() {
        return new ImpactData(
                loss.group().devicePath(loss.client()),
                loss.group().name(loss.client()),
                loss.group().identity(loss.client()),
                loss.usable(),
                loss.remaining(),
                verdict.name(),
                verdict.level(),
                userText());
    }
}
