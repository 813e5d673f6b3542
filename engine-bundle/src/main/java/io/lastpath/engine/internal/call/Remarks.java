// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

/** Is told in sentences what somebody who runs the coordinator should know. Thread-safe. */
@FunctionalInterface
public interface Remarks {

    /** Takes what is wrong. */
    void warn(String sentence);

    /** Takes what is as it should be, or will be by itself; who does not want it drops it. */
    default void note(String sentence) {}
}
