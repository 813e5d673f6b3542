// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

/** The numbers under which modules see requests. Safe for use by several threads. */
public interface Numbers {

    /** {@return one for an operation that is part of nothing around it} */
    long draw();

    /** Notes that an offline or a suspend is over, whatever came of it. */
    void over(long number);
}
