// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The coordinator, for initiators. An OSGi service; one is in service at a time.
 *
 * <p>Safe for use by several threads; the questions below never wait for a module.
 */
@ProviderType
public interface Coordinator {

    /**
     * Opens a handle for an initiator, see rcm_alloc_handle(3RCM). It costs nothing and needs no
     * closing.
     *
     * @param intent who asks, and why
     * @return a handle for any number of requests
     */
    RcmHandle open(Intent intent);

    /**
     * Opens a handle for a process that registers under the name of a module, see
     * rcm_alloc_handle(3RCM).
     *
     * @param intent who asks; its process id becomes the registrant's
     * @param module name of the module to call back
     * @return a handle for registrations and for requests
     */
    RcmHandle open(Intent intent, String module);

    /**
     * Has a module register again soon, on a thread of the coordinator's. Returns at once; requests
     * that come close together are served by one call.
     *
     * @param module name of the module; nothing happens if none of that name is in service
     */
    void requestRegistration(String module);

    /**
     * {@return the modules in service, by name; after each those of the same name that stand by
     * until it leaves}
     */
    List<ModuleStatus> modules();

    /** {@return the DR requests in progress, oldest first} */
    List<DrRequest> drRequests();

    /**
     * {@return the last 1,000 DR requests that the coordinator has ended by itself since the start,
     * oldest first: refused when they were redone after a restart, never finished, or left behind
     * by initiators that have gone}
     */
    List<GivenBack> givenBack();

    /** {@return how the journal is: what outlives the coordinator} */
    JournalStatus journal();

    /**
     * Tells whether the audit log of operations is written. That an operation is missing there
     * changes nothing about its reply.
     *
     * @return why it is not, in a sentence; empty while it is, or as far as that is known
     */
    default String auditProblem() {
        return "";
    }

    /**
     * Names the modules that have to be there, as they are configured, and are not in service.
     * Meanwhile every verdict is {@link Verdict#UNKNOWN}.
     *
     * @return a sentence for each
     */
    default List<String> missingModules() {
        return List.of();
    }

    /**
     * Notes that somebody has seen to it that DR requests which were lost with a journal are known
     * or over. Until then every verdict is {@link Verdict#UNKNOWN}. Changes nothing where nothing
     * was lost.
     *
     * @param intent who says so, and why
     * @return whether something had been lost
     * @throws IllegalStateException if that cannot be written to the journal; nothing is
     *     acknowledged
     */
    boolean acknowledgeJournalLoss(Intent intent);

    /**
     * Tells whether a resource is known at all: somebody is registered for it, above it or below
     * it, or was told that it is gone. RCM calls what nobody knows online.
     *
     * @param resource the resource
     * @return whether it is known; false where the name is not allowed. A coordinator that cannot
     *     tell takes each for known
     */
    default boolean isKnown(String resource) {
        return true;
    }

    /** {@return how many resources somebody registered for} */
    int resourceCount();

    /** {@return the records of the last 1,000 outside requests that have ended, oldest first} */
    List<Operation> operations();

    /**
     * Finds the record of an outside request.
     *
     * @param number its number
     * @return the record; empty once 1,000 later ones have ended
     */
    Optional<Operation> operation(long number);

    /**
     * Adds a listener. Adding it twice changes nothing.
     *
     * @param listener told from now on
     */
    void addListener(CoordinatorListener listener);

    /**
     * Takes a listener away; a call to it may still be under way.
     *
     * @param listener no longer told
     */
    void removeListener(CoordinatorListener listener);
}
