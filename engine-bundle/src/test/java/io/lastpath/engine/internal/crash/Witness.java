// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

/** Sees what modules are called for. Called on the coordinator's threads. */
interface Witness {

    /**
     * A module has been called.
     *
     * @return whether it agrees
     */
    boolean calling(Call call);

    /** A module is about to answer. */
    void called(Call call, boolean agreed);

    /** A module has its answer that what it had taken in an event, for a deed, has ended. */
    default void ended(String token, String resource) {}

    /** A module begins to register: what it was told was removed is there again. */
    default void registering(String module) {}

    /** A module has registered. */
    default void registered(String module) {}
}
