// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.Interest;
import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.names.CallRefused;
import io.lastpath.engine.internal.names.NameResolver;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.request.Handover;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.List;
import java.util.function.Predicate;

/** What one caller registers for, and what it wants to know without asking anybody. Thread-safe. */
final class Registering {

    private final NameResolver names;
    private final Registrations registrations;
    private final Caller caller;

    Registering(NameResolver names, Registrations registrations, Caller caller) {
        this.names = names;
        this.registrations = registrations;
        this.caller = caller;
    }

    RcmReply register(RegistrationKind kind, String resource, RcmFlags flags) {
        return at(
                resource,
                flags,
                place ->
                        place.isRoot() ? RcmReply.SUCCESS : register(kind, resource, place, flags));
    }

    private RcmReply register(
            RegistrationKind kind, String resource, ResolvedName place, RcmFlags flags)
            throws CallRefused {
        boolean filesys = flags.has(RcmFlags.FILESYS);
        Interest interest = new Interest(kind, caller.pid(), resource);
        RcmReply reply = noted(interest, registerOnce(kind, resource, place, filesys));
        // What was in the way may have ended before that was noted, so that nobody looked here.
        return reply.result().equals(RcmResult.CONFLICT)
                ? noted(interest, registerOnce(kind, resource, place, filesys))
                : reply;
    }

    private RcmReply noted(Interest interest, RcmReply reply) throws CallRefused {
        if (reply.result().equals(RcmResult.CONFLICT)) {
            module().bar(interest, reply.tuples().get(0));
        } else {
            module().unbar(interest);
        }
        return reply;
    }

    private RcmReply registerOnce(
            RegistrationKind kind, String resource, ResolvedName place, boolean filesys)
            throws CallRefused {
        return registrations.register(
                module(), caller.pid(), caller.mark(), kind, resource, place, filesys);
    }

    RcmReply unregister(RegistrationKind kind, String resource, RcmFlags flags) {
        return at(
                resource,
                flags,
                place ->
                        caller.module()
                                .map(
                                        module ->
                                                registrations.unregister(
                                                        module, caller.pid(), kind, place))
                                .orElseGet(() -> giveUp(kind, place)));
    }

    /** Nobody registers it anew when the module is back. */
    private RcmReply giveUp(RegistrationKind kind, ResolvedName place) {
        return caller.moduleName()
                .filter(name -> registrations.left().drop(name, caller.pid(), kind, place.key()))
                .map(any -> RcmReply.SUCCESS)
                .orElse(RcmReply.failure(Errno.ENOENT));
    }

    RcmState state(String resource) throws RcmException {
        if (!caller.isOpen()) {
            throw new RcmException(RcmResult.FAILURE, "the handle is no longer good");
        }
        try {
            return registrations.stateOf(names.resolve(resource).key());
        } catch (CallRefused e) {
            throw new RcmException(RcmResult.FAILURE, e.getMessage());
        }
    }

    boolean isRemoved(String resource) {
        return is(resource, registrations.removals()::contains);
    }

    boolean isRemovalTold(String resource) {
        return is(resource, registrations.removals()::isTold);
    }

    /** A name that is not allowed is none. */
    void seenAgain(String resource, long since, long seen) {
        try {
            if (caller.isOpen() && caller.pid() == 0 && caller.module().isPresent()) {
                registrations.removals().isBack(names.resolve(resource).key(), since, seen);
            }
        } catch (CallRefused e) {
            return;
        }
    }

    private boolean is(String resource, Predicate<TreeKey> removed) {
        try {
            return caller.isOpen() && removed.test(names.resolve(resource).key());
        } catch (CallRefused e) {
            return false;
        }
    }

    /** Leaves what can be left; a name that is not allowed is none. */
    List<String> leave(Handover handover, List<String> resources, String other) {
        return resources.stream().filter(one -> isLeft(handover, one, other)).toList();
    }

    private boolean isLeft(Handover handover, String resource, String other) {
        try {
            return handover.leave(
                    caller.scope(), names.resolve(resource).key(), names.resolve(other).key());
        } catch (CallRefused e) {
            return false;
        }
    }

    /** What a registration does once its place is known. */
    @FunctionalInterface
    private interface Work {
        RcmReply at(ResolvedName place) throws CallRefused;
    }

    private RcmReply at(String resource, RcmFlags flags, Work work) {
        if (!caller.isOpen()) {
            return RcmReply.failure(Errno.EFAULT);
        }
        try {
            Masks.check(flags, Masks.REGISTER);
            ResolvedName place = names.resolve(resource);
            return work.at(place);
        } catch (CallRefused e) {
            return e.reply();
        }
    }

    private ModuleSlot module() throws CallRefused {
        return caller.module()
                .orElseThrow(() -> new CallRefused(Errno.EINVAL, "no such module in service"));
    }
}
