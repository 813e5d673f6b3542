// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

/** What an outside request asks for. */
public enum OperationKind {
    /** {@link RcmHandle#getInfo}. */
    GET_INFO,
    /** {@link RcmHandle#requestOffline} with {@link RcmFlags#QUERY}. */
    QUERY_OFFLINE,
    /** {@link RcmHandle#requestOffline} without {@link RcmFlags#FORCE}. */
    OFFLINE,
    /** {@link RcmHandle#requestOffline} with {@link RcmFlags#FORCE}. */
    FORCE_OFFLINE,
    /** {@link RcmHandle#notifyOnline}. */
    ONLINE,
    /** {@link RcmHandle#notifyRemove}. */
    REMOVE,
    /** {@link RcmHandle#requestSuspend}. */
    SUSPEND,
    /** {@link RcmHandle#notifyResume}. */
    RESUME,
    /** {@link RcmHandle#requestCapacityChange}. */
    REQUEST_CAPACITY,
    /** {@link RcmHandle#notifyCapacityChange}. */
    NOTIFY_CAPACITY,
    /** {@link RcmHandle#notifyEvent}. */
    EVENT
}
