// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

/**
 * The state of a resource, of a registrant's interest in it, or of a DR request on it.
 *
 * <p>Names without their prefix and numbers are those of {@code RCM_STATE_*} in {@code <librcm.h>},
 * except that {@link #SUSPENDED} is {@code RCM_STATE_SUSPEND} there.
 */
public enum RcmState {
    /** Nothing is known. Never to be taken for {@link #ONLINE}. */
    UNKNOWN(0),
    /** In use or free for use. */
    ONLINE(1),
    /** An online notification is on its way. */
    ONLINING(2),
    /** Somebody failed to let go after having agreed. */
    OFFLINE_FAIL(3),
    /** Registrants are letting go. */
    OFFLINING(4),
    /** Everybody let go. */
    OFFLINE(5),
    /** A remove notification is on its way. */
    REMOVING(6),
    /** A resume notification is on its way. */
    RESUMING(10),
    /** Somebody failed to suspend after having agreed. */
    SUSPEND_FAIL(11),
    /** Registrants are suspending. */
    SUSPENDING(12),
    /** Everybody suspended. */
    SUSPENDED(13),
    /** The resource is gone, or the registrant is no longer interested. */
    REMOVE(14),
    /** Registrants are being asked whether they would let go. */
    OFFLINE_QUERYING(15),
    /** Somebody would not let go. */
    OFFLINE_QUERY_FAIL(16),
    /** Everybody would let go. */
    OFFLINE_QUERY(17),
    /** Registrants are being asked whether they would suspend. */
    SUSPEND_QUERYING(18),
    /** Somebody would not suspend. */
    SUSPEND_QUERY_FAIL(19),
    /** Everybody would suspend. */
    SUSPEND_QUERY(20);

    private final int number;

    RcmState(int number) {
        this.number = number;
    }

    /** {@return the number of this state in {@code <librcm.h>}} */
    public int number() {
        return number;
    }

    /**
     * Finds a state by its number.
     *
     * @param number any number
     * @return the state, {@link #UNKNOWN} where no state has that number
     */
    public static RcmState of(int number) {
        for (RcmState state : values()) {
            if (state.number == number) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
