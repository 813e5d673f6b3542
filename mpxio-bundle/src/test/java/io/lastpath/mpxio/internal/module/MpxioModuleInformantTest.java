// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A host where one module answers for who uses its clients. */
class MpxioModuleInformantTest extends ModuleOnHost {

    /** A handle through which a module is heard for some clients, and finds nobody there. */
    private static final class Heard extends Handle {
        private final List<String> clients;
        private final Set<String> accepted;

        Heard(List<String> clients, String... accepted) {
            super(7);
            this.clients = clients;
            this.accepted = Set.of(accepted);
        }

        @Override
        public Intent intent() {
            return new Intent(Initiator.process(1), "fire", accepted);
        }

        @Override
        public RcmReply getInfo(List<String> resources, RcmFlags flags) {
            return inspect(resources, flags);
        }

        @Override
        public RcmReply inspect(List<String> resources, RcmFlags flags) {
            List<InfoTuple> tuples =
                    resources.stream()
                            .filter(clients::contains)
                            .map(one -> UsedClients.tuple(one, "host", "", Verdict.SAFE))
                            .toList();
            return new RcmReply(RcmResult.SUCCESS, Errno.NONE, tuples, List.of(), 0);
        }

        boolean hasCalled() {
            return calls.stream().anyMatch(call -> call.startsWith("offline"));
        }
    }

    private void hostAnswersForEveryClient() {
        keeper.unbindSource(source, reference);
        keeper.bindSource(
                source, new FakeReference("host", 0).with(DeviceTreeSource.USERS, "host"));
    }

    @Test
    void anOfflineIsUnknownWhereTheOneWhoAnswersForEveryClientIsNotHeard() {
        hostAnswersForEveryClient();
        tree(disk("wwid-1"));
        Handle asking = new Heard(List.of());
        Heard doing = new Heard(List.of());

        assertThat(module.requestOffline(asking, A, 0, RcmFlags.QUERY).assessments())
                .extracting(Assessment::verdict, Assessment::reason)
                .contains(
                        tuple(
                                Verdict.UNKNOWN,
                                "module host has not registered for mpatha:"
                                        + " nobody knows who uses it"));
        ModuleReply done = module.requestOffline(doing, A, 0, RcmFlags.NONE);
        assertThat(done.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(done.error()).contains("host has not registered for mpatha");
        assertThat(verdict(done)).isEqualTo(Verdict.UNKNOWN);
        assertThat(doing.hasCalled()).isFalse();
    }

    @Test
    void anOfflineThatTakesNoLastPathIsUnknownWhileTheOneWhoAnswersForTheDisksIsNotInService() {
        hostAnswersForEveryClient();
        tree(client("/disk", "mpatha", "wwid-1", path("/a", ON), path("/b", ON)));

        ModuleReply asked =
                module.requestOffline(new UsedClients().withoutInformant(), A, 0, RcmFlags.QUERY);
        ModuleReply present = module.requestOffline(new UsedClients(), A, 0, RcmFlags.QUERY);

        assertThat(asked.assessments())
                .anySatisfy(
                        one -> {
                            assertThat(one.verdict()).isEqualTo(Verdict.UNKNOWN);
                            assertThat(one.reason()).startsWith("module host is not in service");
                        });
        assertThat(present.assessments()).noneMatch(said -> said.verdict() == Verdict.UNKNOWN);
    }

    @Test
    void whoAsksWhatDependsOnAPhciIsToldWhereTheOneWhoAnswersForEveryClientIsNotHeard() {
        hostAnswersForEveryClient();
        tree(disk("wwid-1"), client("/other", "mpathb", "wwid-2", path("/a", ON)));

        UsageReply silent = dependents(new Heard(List.of("/devices/other")));
        UsageReply heard = dependents(new Heard(List.of("/devices/disk", "/devices/other")));

        assertThat(silent.error())
                .isEqualTo("module host has not registered for mpatha: nobody knows who uses it");
        assertThat(silent.properties()).containsEntry(InfoTuple.SEVERITY, "UNKNOWN");
        assertThat(silent.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(heard.error()).isEmpty();
        assertThat(heard.properties()).isEmpty();
    }

    private UsageReply dependents(Handle handle) {
        return module.getInfo(handle, A, 0, RcmFlags.INCLUDE_DEPENDENT);
    }

    @Test
    void anOfflineGoesOnWhereHeIsHeardOrTheUnknownIsAccepted() {
        hostAnswersForEveryClient();
        tree(disk("wwid-1"));
        Heard heard = new Heard(List.of("/devices/disk"));
        Heard accepting = new Heard(List.of(), Intent.ACCEPT_UNKNOWN);

        assertThat(module.requestOffline(heard, A, 0, RcmFlags.QUERY).assessments())
                .noneMatch(said -> said.verdict() == Verdict.UNKNOWN);
        assertThat(module.requestOffline(heard, A, 0, RcmFlags.NONE).result())
                .isEqualTo(RcmResult.SUCCESS);
        assertThat(module.requestOffline(accepting, A, 0, RcmFlags.FORCE).result())
                .isEqualTo(RcmResult.SUCCESS);
        assertThat(accepting.hasCalled()).isTrue();
    }
}
