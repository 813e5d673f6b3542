// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.support;

import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A handle that knows who uses what and which resources are not online. */
public class UsedClients extends FakeHandle {

    private final Map<String, List<InfoTuple>> users = new HashMap<>();
    private final Map<String, RcmState> states = new HashMap<>();
    private final AtomicInteger inspections = new AtomicInteger();
    private volatile boolean informed = true;

    public static InfoTuple tuple(String resource, String module, String info, Verdict severity) {
        return tuple(
                resource,
                module,
                info,
                "",
                severity == null ? Map.of() : Map.of(InfoTuple.SEVERITY, severity.name()));
    }

    public static InfoTuple failedTuple(String resource, String module, String error) {
        return tuple(resource, module, "", error, Map.of());
    }

    private static InfoTuple tuple(
            String resource,
            String module,
            String info,
            String error,
            Map<String, String> properties) {
        return new InfoTuple(
                resource,
                module,
                0,
                RcmState.ONLINE,
                new RequestSequence(1, 0),
                info,
                error,
                properties);
    }

    public UsedClients use(String client, InfoTuple... tuples) {
        users.computeIfAbsent(client, any -> new ArrayList<>()).addAll(List.of(tuples));
        return this;
    }

    public UsedClients state(String resource, RcmState state) {
        states.put(resource, state);
        return this;
    }

    public int inspections() {
        return inspections.get();
    }

    @Override
    public RcmState getResourceState(String resource) throws RcmException {
        return states.getOrDefault(resource, RcmState.ONLINE);
    }

    /** Takes the module that answers for all clients out of service. */
    public UsedClients withoutInformant() {
        informed = false;
        return this;
    }

    @Override
    public RcmReply inspect(List<String> resources, RcmFlags flags) {
        if (flags.has(RcmFlags.MOD_INFO)) {
            List<InfoTuple> modules =
                    informed ? List.of(tuple("dummy", "host", "", Verdict.SAFE)) : List.of();
            return new RcmReply(RcmResult.SUCCESS, Errno.NONE, modules, List.of(), 0);
        }
        inspections.incrementAndGet();
        List<InfoTuple> tuples = new ArrayList<>();
        resources.forEach(name -> tuples.addAll(users.getOrDefault(name, List.of())));
        boolean failed = tuples.stream().anyMatch(tuple -> !tuple.error().isEmpty());
        return new RcmReply(
                failed ? RcmResult.FAILURE : RcmResult.SUCCESS, Errno.NONE, tuples, List.of(), 0);
    }
}
