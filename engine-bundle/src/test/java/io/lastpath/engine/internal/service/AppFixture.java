// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A module that registers nothing for itself, and the process 9 that registered through it. */
final class AppFixture implements AutoCloseable {

    static final String DISK = "/devices/disk";
    static final String PART = DISK + "/part";

    /** What the process says, where it does not let go. */
    static final String REFUSAL = "process 9 uses it";

    final RestartFixture host;
    final RcmHandle process;
    private Engine.Arrival app;

    /** Asks its process. */
    private static final class App extends TestModule {

        private final boolean letsGo;

        App(boolean letsGo) {
            this.letsGo = letsGo;
        }

        private ModuleReply answer(long pid) {
            return letsGo
                    ? ModuleReply.SUCCESS
                    : ModuleReply.refusal("process " + pid + " uses it");
        }

        @Override
        public ModuleReply requestOffline(RcmHandle h, String resource, long pid, RcmFlags flags) {
            return answer(pid);
        }

        @Override
        public ModuleReply requestCapacityChange(
                RcmHandle h, String resource, long pid, RcmFlags flags, Map<String, String> data) {
            return answer(pid);
        }
    }

    AppFixture(Path folder) {
        host = new RestartFixture(folder.resolve("journal"));
        host.arrive("disk", 60_000, new TestModule(DISK));
        arrive(false);
        process = open(9, "app");
        assertThat(process.registerInterest(RegistrationKind.DR, PART, NONE).isSuccess()).isTrue();
    }

    /** {@return the handle of a process that registers through a module} */
    RcmHandle open(long pid, String module) {
        return host.engine.open(Intent.of(Initiator.process(pid), "work"), module);
    }

    /** The bundle of the module is started. */
    void arrive(boolean letsGo) {
        app = host.arrive("app", 60_000, new App(letsGo));
    }

    /** Another version comes, and stands by while the first serves. */
    void standBy() {
        host.arrive("app", 60_000, new App(false));
    }

    /** The bundle of the module is stopped. */
    void leave() {
        host.engine.leave(app);
    }

    void update(boolean letsGo) {
        leave();
        arrive(letsGo);
    }

    RcmReply offline(RcmHandle handle, RcmFlags flags) {
        return handle.requestOffline(List.of(DISK), flags);
    }

    /** {@return what another process gets that takes the disk} */
    RcmReply offline() {
        return offline(host.process(7), NONE);
    }

    static String away(String resource) {
        return "process 9 is registered for " + resource + " through module app, which has left";
    }

    static void assertAway(RcmReply reply, String resource) {
        assertThat(reply.isSuccess()).as(reply.toString()).isFalse();
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains(away(resource));
    }

    static void assertRefused(RcmReply reply) {
        assertThat(reply.isSuccess()).as(reply.toString()).isFalse();
        assertThat(reply.toString()).contains(REFUSAL).doesNotContain(", which has left");
    }

    @Override
    public void close() {
        host.close();
    }
}
