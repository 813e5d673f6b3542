// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.time.Duration;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module: code that registers interest in resources and is asked before, and told after,
 * something happens to them.
 *
 * <p>The operations are those of {@code struct rcm_mod_ops}, version 2, in {@code <rcm_module.h>}.
 * A module is an OSGi service with the property {@link #NAME}. When it arrives the coordinator
 * calls {@link #register}; when it leaves, all its registrations go, calls in flight finish or are
 * answered without it, and nobody waits for it.
 *
 * <p>Calls come from several threads of the coordinator at once, never with a lock held. A call
 * that takes longer than its time limit is given up: the resource counts as refused and the late
 * answer is dropped. Whatever a callback throws counts as a failure with the throwable's message as
 * its sentence.
 *
 * <p>{@code resource} is always the name under which the module registered; {@code pid} the process
 * on whose behalf, 0 for the module itself. The handle is good for calls during the callback only,
 * on any thread.
 */
@ConsumerType
public interface RcmModule {

    /**
     * Service property: the module's name, for example {@code filesys}; a string without blanks,
     * unique.
     */
    String NAME = "rcm.module.name";

    /**
     * Service property, optional: the time limit of each callback in milliseconds, a long above
     * zero; where it is missing the coordinator's own setting counts. What the module's calls on
     * its {@link RcmHandle} take does not count.
     */
    String TIME_LIMIT_MILLIS = "rcm.module.timeLimitMillis";

    /**
     * Service property, optional: a {@link Boolean}, true if the module wants to hear when a query
     * that it was asked is over and nothing comes of it. It is then called by {@link #notifyOnline}
     * or {@link #notifyResume} with {@link RcmFlags#QUERY} and {@link RcmFlags#QUERY_CANCEL}; what
     * it answers changes nothing, and what it passes on ends nothing: dependents of whom it asked
     * are told by the coordinator itself. RCM calls nobody for that, and neither does Lastpath
     * without this property.
     */
    String TOLD_OF_CANCEL = "rcm.module.toldOfCancel";

    /** {@return name and version of the module, one line, as rcm_mod_info() does} */
    String info();

    /**
     * Registers interest in every resource that the module uses now and drops what it no longer
     * uses. Called when the module arrives and again before requests.
     *
     * @param handle to register with
     * @return the result; a failure leaves earlier registrations as they are
     * @throws RuntimeException if the module cannot find out what it uses: until it can, nothing is
     *     known of it, and people get no verdict but unknown
     */
    RcmResult register(RcmHandle handle);

    /**
     * Drops every registration. Called when the coordinator is about to stop; the registrations of
     * a module that leaves go by themselves.
     *
     * @param handle to unregister with
     * @return the result
     */
    RcmResult unregister(RcmHandle handle);

    /**
     * Says how the module uses a resource. Changes nothing.
     *
     * @param handle for calls of its own
     * @param resource the resource
     * @param pid the registrant's process, 0 for the module
     * @param flags {@link RcmFlags#INCLUDE_DEPENDENT} asks for what depends on the resource as well
     * @return how it is used
     */
    UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags);

    /**
     * Asks to stop using a resource for a while.
     *
     * @param handle for calls of its own
     * @param resource the resource
     * @param pid the registrant's process, 0 for the module
     * @param interval how long; zero for unknown
     * @param flags {@link RcmFlags#QUERY} only asks whether it would be possible
     * @return agreement or refusal
     */
    ModuleReply requestSuspend(
            RcmHandle handle, String resource, long pid, Duration interval, RcmFlags flags);

    /**
     * Tells that a suspended resource may be used again.
     *
     * @param handle for calls of its own
     * @param resource the resource
     * @param pid the registrant's process, 0 for the module
     * @param flags {@link RcmFlags#SUSPENDED} if it had really been suspended
     * @return success or failure
     */
    ModuleReply notifyResume(RcmHandle handle, String resource, long pid, RcmFlags flags);

    /**
     * Asks to let go of a resource.
     *
     * @param handle for calls of its own
     * @param resource the resource
     * @param pid the registrant's process, 0 for the module
     * @param flags {@link RcmFlags#QUERY} only asks whether it would be possible; {@link
     *     RcmFlags#FORCE} asks to let go even if that hurts, see {@link Intent#accepted()}
     * @return agreement or refusal
     */
    ModuleReply requestOffline(RcmHandle handle, String resource, long pid, RcmFlags flags);

    /**
     * Tells that a resource that had been taken offline, or would have been, may be used again.
     *
     * @param handle for calls of its own
     * @param resource the resource
     * @param pid the registrant's process, 0 for the module
     * @param flags the flags of the notification
     * @return success or failure
     */
    ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags);

    /**
     * Tells that a resource is gone.
     *
     * @param handle for calls of its own
     * @param resource the resource
     * @param pid the registrant's process, 0 for the module
     * @param flags the flags of the notification
     * @return success or failure
     */
    ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags);

    /**
     * Asks to live with another capacity. Agrees by default.
     *
     * @param handle for calls of its own
     * @param resource the resource
     * @param pid the registrant's process, 0 for the module
     * @param flags {@link RcmFlags#QUERY} only asks whether it would be possible
     * @param data the change, by name
     * @return agreement or refusal
     */
    default ModuleReply requestCapacityChange(
            RcmHandle handle, String resource, long pid, RcmFlags flags, Map<String, String> data) {
        return ModuleReply.SUCCESS;
    }

    /**
     * Tells that a capacity has changed. Does nothing by default.
     *
     * @param handle for calls of its own
     * @param resource the resource
     * @param pid the registrant's process, 0 for the module
     * @param flags the flags of the notification
     * @param data the change, by name
     * @return success or failure
     */
    default ModuleReply notifyCapacityChange(
            RcmHandle handle, String resource, long pid, RcmFlags flags, Map<String, String> data) {
        return ModuleReply.SUCCESS;
    }

    /**
     * Tells of an event. Does nothing by default.
     *
     * @param handle for calls of its own
     * @param resource the resource
     * @param pid the registrant's process, 0 for the module
     * @param flags the flags of the notification
     * @param data the event, by name
     * @return success or failure
     */
    default ModuleReply notifyEvent(
            RcmHandle handle, String resource, long pid, RcmFlags flags, Map<String, String> data) {
        return ModuleReply.SUCCESS;
    }
}
