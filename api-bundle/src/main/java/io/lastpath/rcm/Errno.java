// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

/**
 * Why a call failed for another reason than what modules answered, in the words of errno(3C) that
 * librcm(3LIB) uses.
 */
public enum Errno {
    /** No such reason: the result speaks for itself. */
    NONE,
    /** The DR request is in a transitional state; the same call may go through later. */
    EAGAIN,
    /** The registrant is registered already. */
    EALREADY,
    /** No such registration. */
    ENOENT,
    /**
     * An argument is not allowed: an empty name, an empty list, a flag that this call does not
     * take.
     */
    EINVAL,
    /** The daemon could not carry out the request. */
    EFAULT,
    /** A resource name has more than 1,023 bytes. */
    ENAMETOOLONG,
    /** A callback did not return within its time limit. */
    ETIMEDOUT
}
