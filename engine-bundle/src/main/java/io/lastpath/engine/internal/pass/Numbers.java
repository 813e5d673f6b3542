// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

/** The numbers under which modules see requests. Safe for use by several threads. */
public interface Numbers {

    /** {@return one for an operation that is part of nothing around it} */
    long draw();

    /** Notes that an offline, a suspend or what a drawn number was for is over. */
    void over(long number);
}
