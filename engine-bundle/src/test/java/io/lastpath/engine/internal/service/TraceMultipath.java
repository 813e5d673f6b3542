// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.UsageReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The classic multipath module, as far as the traces show it. */
final class TraceMultipath implements RcmModule {

    private static final String DEVICES = "/devices";

    private record Group(List<String> clients, Map<String, String> states) {}

    private final TraceReplay replay;
    private final List<List<String>> table = new ArrayList<>();
    private List<Group> groups = new ArrayList<>();
    private final List<String> phcis = new ArrayList<>();

    TraceMultipath(TraceReplay replay) {
        this.replay = replay;
    }

    void setPath(List<String> path) {
        for (int i = 0; i < table.size(); i++) {
            if (table.get(i).subList(0, 2).equals(path.subList(0, 2))) {
                if (path.get(2).equals("gone")) {
                    table.remove(i);
                } else {
                    table.set(i, path);
                }
                return;
            }
        }
        if (!path.get(2).equals("gone")) {
            table.add(path);
        }
    }

    @Override
    public String info() {
        return "RCM MPxIO module 1.6";
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        Map<String, Map<String, String>> clients = new LinkedHashMap<>();
        for (List<String> path : table) {
            clients.computeIfAbsent(DEVICES + path.get(0), any -> new LinkedHashMap<>())
                    .put(DEVICES + path.get(1), path.get(2));
        }
        List<Group> read = new ArrayList<>();
        Set<String> present = new java.util.LinkedHashSet<>();
        clients.forEach(
                (client, states) -> {
                    present.addAll(states.keySet());
                    read.stream()
                            .filter(one -> one.states().keySet().equals(states.keySet()))
                            .findFirst()
                            .orElseGet(
                                    () -> {
                                        Group fresh = new Group(new ArrayList<>(), states);
                                        read.add(0, fresh);
                                        return fresh;
                                    })
                            .clients()
                            .add(client);
                });
        groups = read;
        Set<String> fresh = new java.util.HashSet<>();
        for (String phci : present) {
            if (!phcis.contains(phci)) {
                phcis.add(0, phci);
                fresh.add(phci);
            }
        }
        for (String phci : List.copyOf(phcis)) {
            if (fresh.contains(phci)) {
                handle.registerInterest(RegistrationKind.DR, phci, RcmFlags.NONE);
            } else if (!present.contains(phci)) {
                handle.unregisterInterest(RegistrationKind.DR, phci, RcmFlags.NONE);
                phcis.remove(phci);
            }
        }
        return RcmResult.SUCCESS;
    }

    @Override
    public RcmResult unregister(RcmHandle handle) {
        return RcmResult.SUCCESS;
    }

    private List<Group> groupsOf(String phci) {
        return groups.stream().filter(one -> one.states().containsKey(phci)).toList();
    }

    private boolean isAffected(RcmHandle handle, Group group, String phci) {
        for (Map.Entry<String, String> path : group.states().entrySet()) {
            boolean usable = Set.of("online", "standby").contains(path.getValue());
            if (!path.getKey().equals(phci) && usable && state(handle, path.getKey())) {
                return false;
            }
        }
        return true;
    }

    private static boolean state(RcmHandle handle, String phci) {
        try {
            return handle.getResourceState(phci) == RcmState.ONLINE;
        } catch (RcmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        TraceReplay.Event event = replay.begin("getinfo", "mpxio", resource, flags);
        List<Group> all = groupsOf(resource);
        if (all.isEmpty()) {
            event.end(-1, "Internal analysis failure.");
            return UsageReply.failure("Internal analysis failure.");
        }
        String state = all.get(all.size() - 1).states().get(resource).replace("fault", "faulted");
        List<String> clients = all.stream().flatMap(one -> one.clients().stream()).toList();
        RcmReply reply =
                flags.has(RcmFlags.INCLUDE_DEPENDENT)
                        ? handle.getInfo(clients, flags)
                        : RcmReply.SUCCESS;
        event.end(reply.result().code(), "");
        return new UsageReply(
                reply.result(),
                "SCSI Multipathing PHCI (" + state + ")",
                "",
                Map.of(),
                reply.tuples());
    }

    private ModuleReply cascade(String op, RcmHandle handle, String resource, RcmFlags flags) {
        TraceReplay.Event event = replay.begin(op, "mpxio", resource, flags);
        List<String> clients =
                groupsOf(resource).stream()
                        .filter(one -> isAffected(handle, one, resource))
                        .flatMap(one -> one.clients().stream())
                        .toList();
        RcmReply reply =
                clients.isEmpty()
                        ? RcmReply.SUCCESS
                        : TraceReplay.call(handle, op, clients, flags, Duration.ZERO, Map.of());
        String error =
                reply.isSuccess() || !op.equals("offline") ? "" : "Last path to busy resources.";
        event.end(reply.result().code(), error);
        return new ModuleReply(reply.result(), error, reply.tuples(), List.of());
    }

    @Override
    public ModuleReply requestOffline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return cascade("offline", handle, resource, flags);
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return cascade("online", handle, resource, flags);
    }

    @Override
    public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return cascade("remove", handle, resource, flags);
    }

    @Override
    public ModuleReply requestSuspend(
            RcmHandle handle, String resource, long pid, Duration interval, RcmFlags flags) {
        replay.begin("suspend", "mpxio", resource, flags).end(0, "");
        return ModuleReply.SUCCESS;
    }

    @Override
    public ModuleReply notifyResume(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        replay.begin("resume", "mpxio", resource, flags).end(0, "");
        return ModuleReply.SUCCESS;
    }
}
