// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

/**
 * What an operation or a callback came to. Names and numbers are those of {@code <librcm.h>}; any
 * other number that a module gives is carried along as it is.
 *
 * @param code the number
 */
public record RcmResult(int code) {
    /** Done, or agreed. */
    public static final RcmResult SUCCESS = new RcmResult(0);

    /** Failed, or refused. */
    public static final RcmResult FAILURE = new RcmResult(-1);

    /** Another DR request is in progress on the resource, above it or below it. */
    public static final RcmResult CONFLICT = new RcmResult(-2);

    /** Nobody had anything to say (retire requests only). */
    public static final RcmResult NO_CONSTRAINT = new RcmResult(-3);

    /** {@return whether this is {@link #SUCCESS}} */
    public boolean isSuccess() {
        return code == 0;
    }

    /** {@return the name that {@code <librcm.h>} gives the number, or the number} */
    @Override
    public String toString() {
        return switch (code) {
            case 0 -> "SUCCESS";
            case -1 -> "FAILURE";
            case -2 -> "CONFLICT";
            case -3 -> "NO_CONSTRAINT";
            default -> Integer.toString(code);
        };
    }
}
