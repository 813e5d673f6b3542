// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

/** Stands for a bean of ours. */
public interface GuardedMXBean {

    /** {@return how often it was poked} */
    int getPokes();

    /**
     * Does nothing.
     *
     * @param pokes ignored
     */
    void setPokes(int pokes);

    /** {@return something} */
    String poke();
}
