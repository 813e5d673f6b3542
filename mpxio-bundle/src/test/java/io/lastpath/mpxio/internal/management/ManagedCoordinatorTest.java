// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.mpxio.internal.support.Waiting;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What the beans make of the coordinator, of its requests and of its absence. */
class ManagedCoordinatorTest extends ManagedHost {

    @Test
    void whatARequestAskedIsForgottenOnceItIsOver() {
        start();
        RcmHandle handle = new FakeHandle.OfRequest(7);
        String resource = "/devices" + HBA1;
        assertThat(offline(handle, resource, RcmFlags.QUERY).result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(offline(handle, resource, RcmFlags.NONE).result()).isEqualTo(RcmResult.SUCCESS);

        management.requestOver(7);

        assertThat(offline(handle, resource, RcmFlags.NONE).error()).contains("nobody was asked");
    }

    /** As when somebody asks while information is gathered, which is no request to let go. */
    @Test
    void whatWasAskedWithinAnotherOperationIsForgottenOnceThatHasEnded() {
        start();
        RcmHandle asking = new FakeHandle.OfRequest(1);
        String resource = "/devices" + HBA1;
        offline(asking, resource, RcmFlags.QUERY);
        coordinator.open(asking.intent()).notifyOnline(List.of(resource), RcmFlags.NONE);
        management.operationEnded(coordinator.operation(1).orElseThrow());

        assertThat(offline(asking, resource, RcmFlags.NONE).error()).contains("nobody was asked");
    }

    @Test
    void whatStayedRegisteredForARequestIsDroppedOnceThatIsOver() {
        start();
        String resource = "/devices" + HBA1;
        List<String> dropped = new CopyOnWriteArrayList<>();
        RcmHandle asking =
                new FakeHandle.OfRequest(7) {
                    @Override
                    public RcmState getResourceState(String name) {
                        return RcmState.OFFLINE_QUERY;
                    }

                    @Override
                    public RcmReply unregisterInterest(
                            RegistrationKind kind, String name, RcmFlags flags) {
                        dropped.add(name);
                        return RcmReply.SUCCESS;
                    }
                };
        module.register(asking);
        offline(asking, resource, RcmFlags.QUERY);
        source.set(List.of(client("/disk1", path(HBA2, ON))));
        module.register(asking);
        assertThat(dropped).isEmpty();
        coordinator.onRegistrationRequest(() -> module.register(asking));

        coordinator.listeners().forEach(listener -> listener.requestOver(7));

        assertThat(dropped).containsExactly(resource);
        coordinator.registrationRequests().clear();
        coordinator.listeners().forEach(listener -> listener.requestOver(8));
        assertThat(coordinator.registrationRequests()).isEmpty();
    }

    @Test
    void whatWasAskedThroughACoordinatorThatLeftIsForgotten() {
        start();
        String resource = "/devices" + HBA1;
        offline(new FakeHandle.OfRequest(7), resource, RcmFlags.QUERY);

        management.unsetCoordinator(coordinator);

        assertThat(offline(new FakeHandle.OfRequest(7), resource, RcmFlags.NONE).error())
                .contains("nobody was asked");
    }

    private ModuleReply offline(RcmHandle handle, String resource, RcmFlags flags) {
        return module.requestOffline(handle, resource, 0, flags);
    }

    @Test
    void withoutACoordinatorTheTableIsReadAndEveryVerdictIsUnknown() {
        keeper.bindSource(source, reference);
        Waiting.until("the PHCIs have beans", () -> phcis().size() == 3);

        assertThat(phciBean(ID2).getVerdict()).isEqualTo("UNKNOWN");
        assertThat(phciBean(ID2).getReport()).contains("no coordinator is in service");
        assertThatThrownBy(() -> phciBean(ID2).offline(""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no coordinator is in service");
        management.setCoordinator(coordinator);
        Waiting.until("judged", () -> phciBean(ID2).getVerdict().equals("DEGRADED"));
        management.unsetCoordinator(coordinator);
        Waiting.until("not judged", () -> phciBean(ID2).getVerdict().equals("UNKNOWN"));
        Waiting.until("not listening", () -> coordinator.listeners().isEmpty());
        management.setCoordinator(coordinator);
        Waiting.until("listening", () -> coordinator.listeners().size() == 1);
        management.close();
        Waiting.until("not listening", () -> coordinator.listeners().isEmpty());
    }

    @Test
    void whatCannotBeJudgedSaysWhy() {
        start();
        coordinator.users(
                new UsedClients() {
                    @Override
                    public RcmReply inspect(List<String> resources, RcmFlags flags) {
                        throw new AssertionError("broken " + resources);
                    }
                });

        Waiting.until("judged", () -> types().contains("io.lastpath.verdict.changed"));
        assertNothingIsKnown("could not be judged");
        assertThat(phciBean(ID1).getReport()).contains("broken []");
        assertThat(logs.lines()).anyMatch(line -> line.contains("could not be judged"));
        coordinator.users(new UsedClients());
        Waiting.until("judged", () -> phciBean(ID2).getVerdict().equals("DEGRADED"));
    }
}
