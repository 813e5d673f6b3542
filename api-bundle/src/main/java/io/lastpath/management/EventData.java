// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

/**
 * Something that happened, numbered so that a poller sees what it missed.
 *
 * @param number counts up by one and never repeats
 * @param time when, ISO 8601 in UTC
 * @param type the type of the notification, for example io.lastpath.operation.ended
 * @param message what happened, in one sentence
 */
public record EventData(long number, String time, String type, String message) {}
