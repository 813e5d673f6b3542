// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

/**
 * Which request a call belongs to and how deep in its cascade.
 *
 * @param number the same for everything that one outside request causes, but for an operation that
 *     a module begins when it hears of an event: each of those has its own; grows with each
 * @param depth 0 for the request itself, one more for each callback in between
 */
public record RequestSequence(long number, int depth) {

    /** {@return the same request, one callback deeper} */
    public RequestSequence deeper() {
        return new RequestSequence(number, depth + 1);
    }
}
