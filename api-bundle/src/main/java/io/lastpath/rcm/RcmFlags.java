// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of flags of a request, a registration or a callback. Immutable.
 *
 * <p>Names without their prefix and numbers are those of {@code RCM_*} in {@code <librcm.h>} and
 * {@code <librcm_impl.h>}. Bits without a name are carried along.
 *
 * @param bits the sum of the flags' numbers
 */
public record RcmFlags(int bits) {
    /** No flag. */
    public static final RcmFlags NONE = new RcmFlags(0);

    /** Information also on what lies below the resource. */
    public static final RcmFlags INCLUDE_SUBTREE = new RcmFlags(0x1);

    /** Information also on what depends on the resource. */
    public static final RcmFlags INCLUDE_DEPENDENT = new RcmFlags(0x2);

    /** Only ask whether it would be possible. */
    public static final RcmFlags QUERY = new RcmFlags(0x4);

    /** Let go even if that hurts. */
    public static final RcmFlags FORCE = new RcmFlags(0x8);

    /** The resource is the root of a file system. */
    public static final RcmFlags FILESYS = new RcmFlags(0x10);

    /** The registrant is no process. */
    public static final RcmFlags NOPID = new RcmFlags(0x20);

    /** List the DR requests in progress. */
    public static final RcmFlags DR_OPERATION = new RcmFlags(0x40);

    /** List the modules. */
    public static final RcmFlags MOD_INFO = new RcmFlags(0x80);

    /** A query is being taken back. */
    public static final RcmFlags QUERY_CANCEL = new RcmFlags(0x400);

    /** A tuple from everybody who was asked, not only from those who refused. */
    public static final RcmFlags SCOPE = new RcmFlags(0x800);

    /** Registration for DR. */
    public static final RcmFlags REGISTER_DR = new RcmFlags(0x1000);

    /** Registration for events. */
    public static final RcmFlags REGISTER_EVENT = new RcmFlags(0x2000);

    /** Registration for capacity changes. */
    public static final RcmFlags REGISTER_CAPACITY = new RcmFlags(0x4000);

    /** The resource being resumed had really been suspended. */
    public static final RcmFlags SUSPENDED = new RcmFlags(0x8000);

    /** The resource is being retired: only the named node is asked. */
    public static final RcmFlags RETIRE_REQUEST = new RcmFlags(0x10000);

    /** The resource has been retired. */
    public static final RcmFlags RETIRE_NOTIFY = new RcmFlags(0x20000);

    private static final String[] NAMES = {
        "INCLUDE_SUBTREE",
        "INCLUDE_DEPENDENT",
        "QUERY",
        "FORCE",
        "FILESYS",
        "NOPID",
        "DR_OPERATION",
        "MOD_INFO",
        "0x100", // RCM has names for these two, for capacity changes, and takes them nowhere
        "0x200",
        "QUERY_CANCEL",
        "SCOPE",
        "REGISTER_DR",
        "REGISTER_EVENT",
        "REGISTER_CAPACITY",
        "SUSPENDED",
        "RETIRE_REQUEST",
        "RETIRE_NOTIFY"
    };

    /**
     * Tells whether all of the given flags are set.
     *
     * @param flags one flag or several
     * @return true if each of them is set here; true for no flag
     */
    public boolean has(RcmFlags flags) {
        return (bits & flags.bits) == flags.bits;
    }

    /**
     * Adds flags.
     *
     * @param flags one flag or several
     * @return these and those
     */
    public RcmFlags with(RcmFlags flags) {
        return new RcmFlags(bits | flags.bits);
    }

    /**
     * Takes flags away.
     *
     * @param flags one flag or several
     * @return these without those
     */
    public RcmFlags without(RcmFlags flags) {
        return new RcmFlags(bits & ~flags.bits);
    }

    /**
     * {@return the flags' names with bars between, for example {@code QUERY|FORCE}; {@code NONE}
     * for no flag}
     */
    @Override
    public String toString() {
        List<String> set = new ArrayList<>();
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            if ((bits & 1 << bit) != 0) {
                set.add(bit < NAMES.length ? NAMES[bit] : "0x" + Integer.toHexString(1 << bit));
            }
        }
        return set.isEmpty() ? "NONE" : String.join("|", set);
    }
}
