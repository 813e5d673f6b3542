// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import io.lastpath.rcm.Errno;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The handle of a coordinator that keeps registrations and states; it serves one request. */
public final class FakeHandle {

    public final Set<String> registered = new TreeSet<>();
    private final Map<String, Set<String>> ofEach = new HashMap<>();
    public final Map<String, RcmState> states = new HashMap<>();
    public final Set<String> refused = new TreeSet<>();
    public final List<String> calls = new ArrayList<>();
    List<String> together = List.of();
    Set<String> accepted = Set.of();
    Runnable whileUnregistering = () -> {};
    long number;

    /** {@return a handle of it, of one module} */
    public RcmHandle open() {
        return open(registered);
    }

    /** {@return a handle of it, of one module of several} */
    public RcmHandle open(String module) {
        return open(registeredBy(module));
    }

    /** {@return what one module of several is registered for} */
    public Set<String> registeredBy(String module) {
        return ofEach.computeIfAbsent(module, any -> new TreeSet<>());
    }

    private RcmHandle open(Set<String> own) {
        return (RcmHandle)
                Proxy.newProxyInstance(
                        RcmHandle.class.getClassLoader(),
                        new Class<?>[] {RcmHandle.class},
                        (proxy, method, arguments) -> answer(own, method.getName(), arguments));
    }

    private Object answer(Set<String> own, String method, Object[] arguments) throws RcmException {
        return switch (method) {
            case "intent" -> new Intent(Initiator.process(1), "", accepted);
            case "sequence" -> new RequestSequence(number, 0);
            case "resources" -> together;
            case "getResourceState" -> states.getOrDefault(arguments[0], RcmState.ONLINE);
            case "isRemoved" -> false;
            case "registerInterest" -> register(own, (String) arguments[1]);
            case "unregisterInterest" -> unregister(own, (String) arguments[1]);
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private RcmReply register(Set<String> own, String resource) {
        calls.add("register " + resource);
        if (refused.contains(resource)) {
            return RcmReply.failure(Errno.EFAULT);
        }
        return own.add(resource) ? RcmReply.SUCCESS : RcmReply.failure(Errno.EALREADY);
    }

    private RcmReply unregister(Set<String> own, String resource) {
        calls.add("unregister " + resource);
        boolean known = own.remove(resource);
        whileUnregistering.run();
        return known ? RcmReply.SUCCESS : RcmReply.failure(Errno.ENOENT);
    }

    static RcmFlags query(boolean force) {
        return force ? RcmFlags.QUERY.with(RcmFlags.FORCE) : RcmFlags.QUERY;
    }
}
