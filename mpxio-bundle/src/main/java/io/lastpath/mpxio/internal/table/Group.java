// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.table;

import io.lastpath.devinfo.PathState;
import io.lastpath.devinfo.ResourceName;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A group: the clients that share one multiset of PHCIs, in walk order. A <em>slot</em> is a
 * position in that multiset, sorted by PHCI name; slots of one PHCI are in path order. Compact, and
 * immutable once built.
 */
public final class Group {

    private static final PathState[] STATES = PathState.values();

    private final int[] phcis;
    private final String[] paths;
    private final String[] names;
    private final String[] identities;
    private final int[] walk;
    private final byte[] states;
    private final String[] targets;
    private final String[] evidence;
    private final BitSet unnameable;

    Group(
            int[] phcis,
            String[] paths,
            String[] names,
            String[] identities,
            int[] walk,
            byte[] states,
            String[] targets,
            String[] evidence,
            BitSet unnameable) {
        this.phcis = phcis;
        this.paths = paths;
        this.names = names;
        this.identities = identities;
        this.walk = walk;
        this.states = states;
        this.targets = targets;
        this.evidence = evidence;
        this.unnameable = unnameable;
    }

    /** {@return how many paths each client has} */
    public int slots() {
        return phcis.length;
    }

    /** {@return index of the PHCI in a slot} */
    public int phci(int slot) {
        return phcis[slot];
    }

    /** {@return how many clients} */
    public int size() {
        return paths.length;
    }

    /** {@return the state of a client's path} */
    public PathState state(int client, int slot) {
        return STATES[states[client * phcis.length + slot]];
    }

    /** {@return whether a client's path is online or standby} */
    public boolean isUsable(int client, int slot) {
        return state(client, slot).isUsable();
    }

    /** {@return address of the target port of a client's path; empty where the host gave none} */
    public String target(int client, int slot) {
        return text(targets, client, slot);
    }

    /** {@return what the state of a client's path was judged from; empty where nobody said} */
    public String evidence(int client, int slot) {
        return text(evidence, client, slot);
    }

    private String text(String[] texts, int client, int slot) {
        String text = texts == null ? null : texts[client * phcis.length + slot];
        return text == null ? "" : text;
    }

    /** {@return the client's device path; a remark where it cannot be named} */
    public String devicePath(int client) {
        return paths[client];
    }

    /** {@return whether the client's resource name is known and short enough to be used} */
    public boolean isNameable(int client) {
        return unnameable == null || !unnameable.get(client);
    }

    /** {@return the client's resource name; of no use where it cannot be named} */
    public String resource(int client) {
        return ResourceName.of(paths[client]);
    }

    /** {@return what people call the client; may be empty} */
    public String name(int client) {
        return names[client];
    }

    /** {@return what people call the client, its device path where it has no such name} */
    public String label(int client) {
        return names[client].isEmpty() ? paths[client] : names[client];
    }

    /** {@return the client's identity; may be empty} */
    public String identity(int client) {
        return identities[client];
    }

    /** {@return the client's place among all clients in walk order} */
    public int walkIndex(int client) {
        return walk[client];
    }

    /** {@return usable paths of a client by their own states} */
    public int usablePaths(int client) {
        int usable = 0;
        for (int slot = 0; slot < phcis.length; slot++) {
            usable += isUsable(client, slot) ? 1 : 0;
        }
        return usable;
    }

    /** {@return whether both have the same PHCIs and the same clients, in order} */
    boolean isSameAs(Group other) {
        return Arrays.equals(phcis, other.phcis)
                && Arrays.equals(paths, other.paths)
                && Arrays.equals(identities, other.identities);
    }
}
