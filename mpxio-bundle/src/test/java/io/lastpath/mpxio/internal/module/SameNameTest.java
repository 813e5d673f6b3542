// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An adapter comes under the name of one that has left during a request. */
class SameNameTest extends ModuleOnHost {

    private void replace() {
        keeper.unbindSource(source, reference);
        keeper.bindSource(new FakeSource(List.of(disk(""))), new FakeReference("test", 0));
    }

    private static void assertUnknown(ModuleReply reply) {
        assertThat(verdict(reply)).as("%s", reply).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString())
                .contains(
                        "as device tree adapter test showed them, and another adapter of that name,"
                                + " or the same one after a restart, is in use now");
    }

    /** The table is still that of the one that has left. */
    @Test
    void itEndsARequestOfGroupThoughItWasNotReadYet() {
        settings.modified(Settings.config("group", 256));
        tree(disk(""));
        query(7);

        replace();

        assertThat(keeper.state().adapter()).isEqualTo("test");
        assertUnknown(commit(7));
    }

    @Test
    void itEndsARequestOfExact() {
        tree(disk(""));
        query(7);

        replace();

        assertUnknown(commit(7));
    }

    @Test
    void whatWasLetGoIsNeitherKnownToBeGoneNorToBeBack() {
        tree(disk(""));
        query(7);
        assertThat(commit(7).result().isSuccess()).isTrue();

        replace();

        assertUnknown(module.notifyOnline(new Handle(7), A, 0, RcmFlags.NONE));
    }

    @Test
    void noAdapterIsNotAnotherOne() {
        settings.modified(Settings.config("group", 256));
        tree(disk(""));
        query(7);

        keeper.unbindSource(source, reference);

        assertThat(commit(7).toString()).doesNotContain("is in use now");
    }
}
