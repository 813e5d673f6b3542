// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.Nodes.phci;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Logs;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The multipath module over a list of nodes, and the questions of requests to it. */
abstract class ModuleOnHost {

    static final PathState ON = PathState.ONLINE;
    static final String A = "/devices/a";
    static final String B = "/devices/b";

    final Logs logs = new Logs();
    final FakeSource source = new FakeSource(List.of());
    final FakeReference reference = new FakeReference("test", 0);
    final MpxioSettings settings = new MpxioSettings(Settings.config("exact", 256), logs.logger());
    final TableKeeper keeper = new TableKeeper(settings, logs.logger());
    final MpxioModule module = new MpxioModule(keeper, settings, logs.logger());

    @BeforeEach
    void bind() {
        keeper.bindSource(source, reference);
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    /** A handle of one request that writes down what it is asked. */
    static class Handle extends FakeHandle.OfRequest {
        final List<String> calls = Collections.synchronizedList(new ArrayList<>());

        Handle(long request) {
            super(request);
        }

        @Override
        public RcmState getResourceState(String resource) {
            calls.add("state " + resource);
            return RcmState.ONLINE;
        }

        @Override
        public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
            calls.add("offline " + resources);
            return RcmReply.SUCCESS;
        }
    }

    void tree(DeviceNode... nodes) {
        source.set(List.of(nodes));
        assertThat(module.register(new FakeHandle())).isEqualTo(RcmResult.SUCCESS);
    }

    static DeviceNode disk(String identity) {
        return client("/disk", "mpatha", identity, path("/a", ON));
    }

    ModuleReply query(long request) {
        return module.requestOffline(new Handle(request), A, 0, RcmFlags.QUERY);
    }

    ModuleReply commit(long request) {
        return module.requestOffline(new Handle(request), A, 0, RcmFlags.NONE);
    }

    static Verdict verdict(ModuleReply reply) {
        return reply.assessments().stream()
                .map(Assessment::verdict)
                .reduce(Verdict.SAFE, Verdict::or);
    }

    void askAboutBoth() {
        for (String resource : List.of(A, B)) {
            module.requestOffline(new Handle(7), resource, 0, RcmFlags.QUERY);
        }
    }

    ModuleReply commitOfB() {
        return module.requestOffline(new Handle(7), B, 0, RcmFlags.NONE);
    }

    /** A handle of request 7 under which something happens while users are told. */
    static Handle meanwhile(Runnable action) {
        return new Handle(7) {
            @Override
            public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                if (!flags.has(RcmFlags.QUERY)) {
                    action.run();
                }
                return super.requestOffline(resources, flags);
            }
        };
    }

    static Handle accepting(long request) {
        return new Handle(request) {
            @Override
            public Intent intent() {
                return new Intent(Initiator.process(1), "fire", Set.of(Intent.ACCEPT_UNKNOWN));
            }
        };
    }

    /** A handle of request 7 for which one PHCI is on its way out. */
    static Handle going(String phci) {
        return inState(7, phci, RcmState.OFFLINE_QUERY);
    }

    static Handle inState(long request, String phci, RcmState state) {
        return new Handle(request) {
            @Override
            public RcmState getResourceState(String resource) {
                return resource.equals(phci) ? state : RcmState.ONLINE;
            }
        };
    }
}
