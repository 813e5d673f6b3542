// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import io.lastpath.rcm.Verdict;
import io.lastpath.sim.internal.scenario.ScenarioClient;
import io.lastpath.sim.internal.scenario.ScenarioConsumer;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedUseTest {

    private static final String DISK = "/devices/disk";
    private static final InfoTuple NOTHING_HANGS_BY_IT = tuple("host", "", "SAFE");
    private static final InfoTuple MOUNTED = tuple("filesys", "mounted at /srv", "DATA_CRITICAL");

    @Test
    void whoSaysThatNothingHangsByADiskIsNoUserOfIt() {
        assertThat(recorded("host", NOTHING_HANGS_BY_IT, MOUNTED))
                .extracting(ScenarioConsumer::module)
                .containsExactly("filesys");
        assertThat(recorded("host", NOTHING_HANGS_BY_IT)).isEmpty();
    }

    @Test
    void aDiskThatNobodyAnsweredForIsRecordedAsOneOfWhichTheUsersAreNotKnown() {
        assertThat(recorded("host", MOUNTED))
                .extracting(ScenarioConsumer::module, ScenarioConsumer::severity)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("recording", Verdict.UNKNOWN),
                        org.assertj.core.api.Assertions.tuple("filesys", Verdict.DATA_CRITICAL));
        assertThat(recorded("host"))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.severity()).isEqualTo(Verdict.UNKNOWN);
                            assertThat(one.usage()).contains("module host was not heard");
                        });
        assertThat(recorded("")).isEmpty();
    }

    private static List<ScenarioConsumer> recorded(String informant, InfoTuple... said) {
        RcmReply reply = new RcmReply(RcmResult.SUCCESS, Errno.NONE, List.of(said), List.of(), 0);
        RcmHandle handle =
                (RcmHandle)
                        Proxy.newProxyInstance(
                                RecordedUseTest.class.getClassLoader(),
                                new Class<?>[] {RcmHandle.class},
                                (proxy, method, arguments) -> {
                                    assertThat(method.getName()).isEqualTo("inspect");
                                    return reply;
                                });
        ScenarioClient client = new ScenarioClient(Optional.of("/disk"), "mpatha", "", List.of());
        return new RecordedUse(handle, informant).of(List.of(client));
    }

    private static InfoTuple tuple(String module, String info, String severity) {
        return new InfoTuple(
                DISK,
                module,
                0,
                RcmState.ONLINE,
                new RequestSequence(1, 1),
                info,
                "",
                Map.of(InfoTuple.SEVERITY, severity));
    }
}
