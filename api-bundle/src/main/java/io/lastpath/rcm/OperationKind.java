// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

/** What an outside request asks for. */
public enum OperationKind {
    /** Who uses the resources: {@link RcmHandle#getInfo}. */
    GET_INFO,
    /** May they go offline: {@link RcmHandle#requestOffline} with {@link RcmFlags#QUERY}. */
    QUERY_OFFLINE,
    /** Let them go offline if nobody refuses: {@link RcmHandle#requestOffline}. */
    OFFLINE,
    /** Let them go offline: {@link RcmHandle#requestOffline} with {@link RcmFlags#FORCE}. */
    FORCE_OFFLINE,
    /** They are back: {@link RcmHandle#notifyOnline}. */
    ONLINE,
    /** They are gone: {@link RcmHandle#notifyRemove}. */
    REMOVE,
    /** Suspend their use if nobody refuses: {@link RcmHandle#requestSuspend}. */
    SUSPEND,
    /** They may be used again: {@link RcmHandle#notifyResume}. */
    RESUME,
    /** May the capacity change: {@link RcmHandle#requestCapacityChange}. */
    REQUEST_CAPACITY,
    /** The capacity has changed: {@link RcmHandle#notifyCapacityChange}. */
    NOTIFY_CAPACITY,
    /** Something happened: {@link RcmHandle#notifyEvent}. */
    EVENT,
    /** DR requests lost with a journal are known: {@link Coordinator#acknowledgeJournalLoss}. */
    ACKNOWLEDGE;

    /** {@return whether it only tells: it takes nothing away, so that there is no verdict on it} */
    public boolean isNotice() {
        return switch (this) {
            case ONLINE, REMOVE, RESUME, NOTIFY_CAPACITY, EVENT, ACKNOWLEDGE -> true;
            case GET_INFO, QUERY_OFFLINE, OFFLINE, FORCE_OFFLINE, SUSPEND, REQUEST_CAPACITY ->
                    false;
        };
    }
}
