// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

/** A registrant (section 2). */
final class Client {

    final Node node;
    final String name;
    final String module;
    final long pid;
    int interests;
    int state = States.ONLINE;

    /** The last one that no question left. */
    private int settled = States.ONLINE;

    Client(Node node, String name, String module, long pid, int interests) {
        this.node = node;
        this.name = name;
        this.module = module;
        this.pid = pid;
        this.interests = interests;
    }

    void become(int next) {
        boolean isQuestion = States.ASKED.contains(next) || States.TRANSITIONAL.contains(next);
        settled = isQuestion ? settled : next;
        state = next;
    }

    /** What it is apart from questions. */
    int settled() {
        return settled;
    }

    /** R3: whether nobody had him let go while he was asked. */
    boolean isAskable() {
        return state == States.ONLINE || States.ASKED.contains(state) || isRemoved();
    }

    boolean isRemoved() {
        return state == States.REMOVED;
    }

    boolean isRevivedByRetire() {
        return isRemoved() && interests != 0;
    }

    boolean wants(int interest) {
        return Flags.has(interests, interest);
    }

    boolean takesPart() {
        return !isRemoved() && wants(Flags.DR);
    }

    /** What names it across a restart. */
    Key key() {
        return new Key(module, name);
    }

    /** Module and registered name. */
    record Key(String module, String name) {}
}
