// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told what changed in the coordinator. Called on one thread of the coordinator's own, in order,
 * without a lock held; what it throws is logged and dropped. Changes of one kind that come close
 * together may be told once.
 */
@ConsumerType
public interface CoordinatorListener {

    /**
     * Registrations or resource states are no longer what they were: whoever built an answer on
     * them asks again.
     */
    void registrationsChanged();

    /**
     * An outside request has ended, or what a module began when it heard of an event.
     *
     * @param operation its record
     */
    default void operationEnded(Operation operation) {}

    /**
     * An offline or a suspend is over, or what a module has ended when it heard of an event,
     * whatever came of it: what a module remembers between its query and its commit is not needed
     * any more. What was asked within another operation is over when that has {@linkplain
     * #operationEnded ended}.
     *
     * @param number under which modules saw it, {@link RequestSequence#number}: that of the
     *     operation, but for what is redone after a restart, which keeps its own
     */
    default void requestOver(long number) {}
}
