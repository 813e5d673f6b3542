// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.mpxio.internal.support.Waiting;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.List;

/** Ends requests well, and hears what users of disks are told. */
abstract class EndOnHost extends OnNativeHost {

    static final String CARD = "/devices/card";

    List<String> heard() {
        return house.user().takeCalls().stream()
                .filter(call -> !call.flags().has(RcmFlags.QUERY))
                .map(call -> call.list() + " " + call.disk())
                .toList();
    }

    List<String> remove(String... resources) {
        house.user().takeCalls();
        RcmReply reply = house.handle().notifyRemove(List.of(resources), RcmFlags.NONE);
        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        return heard();
    }

    /** Takes some out and removes them. */
    List<String> takeAndRemove(String... resources) {
        assertThat(offline(resources).isSuccess()).isTrue();
        return remove(resources);
    }

    List<String> online(String... resources) {
        house.user().takeCalls();
        RcmReply reply = house.handle().notifyOnline(List.of(resources), RcmFlags.NONE);
        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        return heard();
    }

    /** {@return an answer that goes on, and does not know how it has ended} */
    static RcmReply unknown(RcmReply reply) {
        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.UNKNOWN);
        return reply;
    }

    static String gone(String disk) {
        return "notify_remove_list " + disk;
    }

    static String back(String disk) {
        return "notify_online_list " + disk;
    }

    void failTheFirstPath() {
        show(FAULTED, ONLINE);
        house.register();
        Waiting.until("the failed path is seen", () -> house.table().contains("FAULT"));
    }

    void assertRemovedSafely(String resource) {
        RcmReply reply = house.handle().notifyRemove(List.of(resource), RcmFlags.NONE);

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.SAFE);
        assertThat(house.isSettled()).isTrue();
    }
}
