// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What librcm(3LIB) has, for one caller: an initiator, or a module during a callback.
 *
 * <p>Every call works on a list, in its order, and is answered with one reply for all of it. A call
 * may take as long as the modules that it asks; none throws for what a module does. Safe for use by
 * several threads. A list that is empty, an empty name, a name of more than 1,023 bytes in UTF-8
 * and a flag that the call does not take are answered with {@link Errno#EINVAL} or {@link
 * Errno#ENAMETOOLONG}, and nothing has happened. A {@code null} for anything but a name is a
 * mistake in the caller's code: a {@link NullPointerException} before anything has happened. After
 * its callback has returned, and after the coordinator has stopped, every call is answered with
 * {@link Errno#EFAULT}.
 */
@ProviderType
public interface RcmHandle {

    /** {@return who asks, and why; in a callback that of the outside request} */
    Intent intent();

    /** {@return the request being served; number 0, depth 0 where none is} */
    RequestSequence sequence();

    /**
     * Says what else is asked in the same call, so that a module can judge its resources together.
     *
     * @return the whole list that the call being served named, in order, with links followed; of an
     *     online, remove or resume only what that may end; empty where none is being served
     */
    List<String> resources();

    /**
     * Registers interest in a resource, see rcm_register_interest(3RCM).
     *
     * @param kind interest in what
     * @param resource the resource; {@code /} is accepted and ignored
     * @param flags {@link RcmFlags#FILESYS} or none
     * @return success; {@link Errno#EALREADY}; {@link RcmResult#CONFLICT} with the tuple of the DR
     *     request in the way
     */
    RcmReply registerInterest(RegistrationKind kind, String resource, RcmFlags flags);

    /**
     * Drops interest in a resource, see rcm_unregister_interest(3RCM).
     *
     * @param kind interest in what
     * @param resource the resource
     * @param flags {@link RcmFlags#FILESYS} or none
     * @return success, or {@link Errno#ENOENT}
     */
    RcmReply unregisterInterest(RegistrationKind kind, String resource, RcmFlags flags);

    /**
     * Asks for the state of a resource. Asks no module.
     *
     * @param resource the resource
     * @return that of the DR request on it; otherwise what its registrants' states come to; online
     *     without any
     * @throws RcmException if the name is not allowed or the handle is no longer good
     */
    RcmState getResourceState(String resource) throws RcmException;

    /**
     * Tells whether a resource is gone: a registrant for DR was told so by {@link #notifyRemove},
     * or it was removed without any; and so is all that is below a resource that an initiator
     * removed, but for one that was only retired. It stays gone, whoever registers for it, until a
     * module says that it has {@linkplain #seenAgain seen} it or something below it again. {@link
     * #getResourceState} calls such a resource online, as RCM does. Asks no module.
     *
     * @param resource the resource
     * @return whether it was removed; false where the name is not allowed
     */
    boolean isRemoved(String resource);

    /**
     * Tells whether a resource is gone as {@link #isRemoved} says, and nobody is registered for it
     * who was not told so. Asks no module.
     *
     * @param resource the resource
     * @return whether all who use it have heard; false where it is not gone
     */
    default boolean isRemovalTold(String resource) {
        return isRemoved(resource);
    }

    /**
     * Tells that a resource that was removed is there again, and with it what it is below: the
     * calling module has seen it leave the host and come back, or a person has said so. Either
     * happened at some time: what was removed after that stays gone. To register brings nothing
     * back. Nothing happens where the resource was not removed, the name is not allowed, or the
     * caller is no module itself.
     *
     * @param resource the resource
     * @param seen when it was seen away, or the person said so, as {@link System#nanoTime} has it
     */
    default void seenAgain(String resource, long seen) {
        seenAgain(resource, seen - Long.MAX_VALUE, seen);
    }

    /**
     * Tells the same of what was removed in some time only, as while the host is looked at that it
     * was seen on: what was removed before or after that stays gone, and so does what was removed
     * both within that time and outside it.
     *
     * @param resource the resource
     * @param since what was removed before that is not meant, as {@link System#nanoTime} has it;
     *     when an earlier run removed something is before anything that was seen in this one
     * @param seen when it was seen away, or a person said so
     */
    default void seenAgain(String resource, long since, long seen) {}

    /**
     * Tells how long the callback may take that this handle was given to, without what its own
     * calls on the handle take. Whoever has not answered by then has failed, whatever comes of it:
     * so a module does not wait that long for anything else.
     *
     * @return the limit; empty for a handle that was opened by an initiator
     */
    default Optional<Duration> timeLimit() {
        return Optional.empty();
    }

    /**
     * Asks who uses resources, see rcm_get_info(3RCM). Modules register first, at most once in five
     * seconds.
     *
     * @param resources the resources; none with {@link RcmFlags#DR_OPERATION} and {@link
     *     RcmFlags#MOD_INFO}
     * @param flags {@link RcmFlags#INCLUDE_SUBTREE}, {@link RcmFlags#INCLUDE_DEPENDENT}, {@link
     *     RcmFlags#FILESYS}, {@link RcmFlags#DR_OPERATION} or {@link RcmFlags#MOD_INFO}
     * @return a tuple for each registrant
     */
    RcmReply getInfo(List<String> resources, RcmFlags flags);

    /**
     * Asks who uses resources as {@link #getInfo} does, but lets nobody register first and keeps no
     * record: it changes nothing anywhere.
     *
     * @param resources the resources; none with {@link RcmFlags#MOD_INFO}
     * @param flags {@link RcmFlags#INCLUDE_SUBTREE}, {@link RcmFlags#INCLUDE_DEPENDENT}, {@link
     *     RcmFlags#FILESYS} or {@link RcmFlags#MOD_INFO}
     * @return a tuple for each registrant
     */
    RcmReply inspect(List<String> resources, RcmFlags flags);

    /**
     * Asks to take resources offline, see rcm_request_offline(3RCM): everybody is asked first, and
     * only if all agree is anybody told. A success leaves a DR request on each resource, to be
     * ended by {@link #notifyOnline} or {@link #notifyRemove}. A refusal leaves everything as it
     * was.
     *
     * @param resources the resources, taken together
     * @param flags {@link RcmFlags#QUERY} stops after the asking; {@link RcmFlags#FORCE}; {@link
     *     RcmFlags#FILESYS}; {@link RcmFlags#SCOPE}; {@link RcmFlags#RETIRE_REQUEST}
     * @return who refused; {@link RcmResult#CONFLICT} if another DR request is in the way
     */
    RcmReply requestOffline(List<String> resources, RcmFlags flags);

    /**
     * Tells that resources are back, see rcm_notify_online(3RCM). Ends the DR requests on them.
     *
     * @param resources the resources
     * @param flags {@link RcmFlags#FILESYS}, {@link RcmFlags#RETIRE_NOTIFY} or none
     * @return who failed
     */
    RcmReply notifyOnline(List<String> resources, RcmFlags flags);

    /**
     * Tells that resources are gone, see rcm_notify_remove(3RCM). Ends the DR requests on them.
     *
     * @param resources the resources
     * @param flags {@link RcmFlags#FILESYS}, {@link RcmFlags#RETIRE_NOTIFY} or none
     * @return who failed
     */
    RcmReply notifyRemove(List<String> resources, RcmFlags flags);

    /**
     * Leaves resources to another DR request instead of telling that they are gone: they stay out
     * until that ends, and nobody is told anything. For a module that is told, by {@link
     * RcmModule#notifyRemove}, that one of several ways to them is gone, where another way is out
     * and may come back. Asks no module.
     *
     * @param resources the resources, which were taken along with what is gone
     * @param other the other way, for example another PHCI
     * @return those of them that were left, in order; none where {@code other} is not out by a DR
     *     request on it or above it, or that request is ending
     */
    List<String> leave(List<String> resources, String other);

    /**
     * Asks to suspend the use of resources, see rcm_request_suspend(3RCM). A success leaves a DR
     * request on each, to be ended by {@link #notifyResume}.
     *
     * @param resources the resources, taken together
     * @param flags {@link RcmFlags#QUERY} stops after the asking; {@link RcmFlags#FORCE}; {@link
     *     RcmFlags#FILESYS}; {@link RcmFlags#SCOPE}
     * @param interval how long; zero for unknown, never negative
     * @return who refused; {@link RcmResult#CONFLICT} if another DR request is in the way
     */
    RcmReply requestSuspend(List<String> resources, RcmFlags flags, Duration interval);

    /**
     * Tells that resources may be used again, see rcm_notify_resume(3RCM). Ends the DR requests on
     * them.
     *
     * @param resources the resources
     * @param flags {@link RcmFlags#FILESYS}, {@link RcmFlags#SUSPENDED} or none
     * @return who failed
     */
    RcmReply notifyResume(List<String> resources, RcmFlags flags);

    /**
     * Asks for a capacity change, see rcm_request_capacity_change(3RCM).
     *
     * @param resource the resource
     * @param flags {@link RcmFlags#QUERY} and {@link RcmFlags#FORCE}
     * @param data the change, by name
     * @return who refused
     */
    RcmReply requestCapacityChange(String resource, RcmFlags flags, Map<String, String> data);

    /**
     * Tells of a capacity change, see rcm_notify_capacity_change(3RCM).
     *
     * @param resource the resource
     * @param flags as in the request
     * @param data the change, by name
     * @return who failed
     */
    RcmReply notifyCapacityChange(String resource, RcmFlags flags, Map<String, String> data);

    /**
     * Tells of an event, see rcm_notify_event(3RCM).
     *
     * @param resource the resource
     * @param flags none
     * @param data the event, by name
     * @return who failed
     */
    RcmReply notifyEvent(String resource, RcmFlags flags, Map<String, String> data);
}
