// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import java.time.Instant;
import javax.management.Notification;

/**
 * A notification, as {@code watch} prints it.
 *
 * @param time when, ISO 8601 in UTC
 * @param number its sequence number
 * @param type its type, {@code io.lastpath.<noun>.<past verb>}
 * @param source the bean that sent it
 * @param message what happened, in one sentence
 */
record NoticeDocument(String time, long number, String type, String source, String message) {

    /**
     * Makes one.
     *
     * @param notification as it came
     * @return the document
     */
    static NoticeDocument of(Notification notification) {
        return new NoticeDocument(
                Instant.ofEpochMilli(notification.getTimeStamp()).toString(),
                notification.getSequenceNumber(),
                notification.getType(),
                String.valueOf(notification.getSource()),
                notification.getMessage());
    }

    /** {@return one line for people} */
    String text() {
        return time + "  " + type + "  " + message;
    }
}
