// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.support;

import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.CoordinatorListener;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.GivenBack;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.JournalStatus;
import io.lastpath.rcm.ModuleStatus;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A coordinator that answers get-info from one set of users and records every other request. */
public final class FakeCoordinator implements Coordinator {

    private final List<CoordinatorListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Operation> operations = new CopyOnWriteArrayList<>();
    private final List<String> registrationRequests = new CopyOnWriteArrayList<>();
    private volatile UsedClients users = new UsedClients();
    private volatile String journalLoss = "";
    private volatile String journalUnread = "";
    private volatile Runnable onRegistrationRequest = () -> {};

    public void users(UsedClients newUsers) {
        users = newUsers;
        listeners.forEach(CoordinatorListener::registrationsChanged);
    }

    public void journalLoss(String loss) {
        journalLoss = loss;
    }

    public void journalUnread(String why) {
        journalUnread = why;
    }

    public void onRegistrationRequest(Runnable action) {
        onRegistrationRequest = action;
    }

    public List<String> registrationRequests() {
        return registrationRequests;
    }

    public List<CoordinatorListener> listeners() {
        return listeners;
    }

    @Override
    public RcmHandle open(Intent intent) {
        return new FakeHandle() {
            @Override
            public Intent intent() {
                return intent;
            }

            @Override
            public RcmState getResourceState(String resource) throws RcmException {
                return users.getResourceState(resource);
            }

            @Override
            public RcmReply inspect(List<String> resources, RcmFlags flags) {
                return users.inspect(resources, flags);
            }

            @Override
            public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                OperationKind kind =
                        flags.has(RcmFlags.QUERY)
                                ? OperationKind.QUERY_OFFLINE
                                : flags.has(RcmFlags.FORCE)
                                        ? OperationKind.FORCE_OFFLINE
                                        : OperationKind.OFFLINE;
                return record(kind, intent, resources, flags);
            }

            @Override
            public RcmReply notifyOnline(List<String> resources, RcmFlags flags) {
                return record(OperationKind.ONLINE, intent, resources, flags);
            }

            @Override
            public RcmReply notifyRemove(List<String> resources, RcmFlags flags) {
                return record(OperationKind.REMOVE, intent, resources, flags);
            }
        };
    }

    private synchronized RcmReply record(
            OperationKind kind, Intent intent, List<String> resources, RcmFlags flags) {
        long number = operations.size() + 1;
        RcmReply reply = new RcmReply(RcmResult.SUCCESS, Errno.NONE, List.of(), List.of(), number);
        Instant now = Instant.now();
        operations.add(new Operation(number, kind, intent, resources, flags, reply, now, now));
        return reply;
    }

    @Override
    public RcmHandle open(Intent intent, String module) {
        return open(intent);
    }

    @Override
    public void requestRegistration(String module) {
        registrationRequests.add(module);
        onRegistrationRequest.run();
    }

    @Override
    public List<ModuleStatus> modules() {
        return List.of();
    }

    @Override
    public List<DrRequest> drRequests() {
        return List.of();
    }

    @Override
    public List<GivenBack> givenBack() {
        return List.of();
    }

    @Override
    public JournalStatus journal() {
        return new JournalStatus("", journalLoss, "", journalUnread);
    }

    @Override
    public boolean acknowledgeJournalLoss(Intent intent) {
        return false;
    }

    @Override
    public int resourceCount() {
        return 0;
    }

    @Override
    public List<Operation> operations() {
        return operations;
    }

    @Override
    public Optional<Operation> operation(long number) {
        return operations.stream().filter(o -> o.number() == number).findFirst();
    }

    @Override
    public void addListener(CoordinatorListener listener) {
        if (!listeners.contains(listener)) {
            listeners.add(listener);
        }
    }

    @Override
    public void removeListener(CoordinatorListener listener) {
        listeners.remove(listener);
    }
}
