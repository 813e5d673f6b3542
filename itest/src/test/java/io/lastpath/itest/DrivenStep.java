// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import io.lastpath.mpxio.internal.module.MpxioModule;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleStatus;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.Set;
import java.util.TreeSet;

/**
 * What came of one operation.
 *
 * @param index its place in the scenario
 * @param text all that has to be the same through every adapter
 * @param result its result
 * @param info the multipath module's text on the PHCI
 * @param error the multipath module's error text
 * @param names what is registered after a register or an unregister; else what the users of disks
 *     were asked last, as call, flags and disk
 */
record DrivenStep(
        int index, String text, RcmResult result, String info, String error, Set<String> names) {

    /** Reasons that the native library gives and a scenario cannot have. */
    private static final String[] REASONS = {
        ": Invalid argument (errno 22)", ": No such device or address (errno 6)"
    };

    /** {@return the call of the vectors that an operation makes about disks} */
    static String listCall(String op) {
        return switch (op) {
            case "getinfo" -> "get_info_list";
            case "offline" -> "request_offline_list";
            default -> "notify_" + op + "_list";
        };
    }

    /** Writes it down while it goes on. For one thread. */
    static final class Writer {

        private final int index;
        private final String resource;
        private final RcmFlags own;
        private final DrivenHouse house;
        private final StringBuilder text = new StringBuilder();
        private final Set<String> names = new TreeSet<>();
        private RcmResult result = RcmResult.SUCCESS;
        private String info = "";
        private String error = "";

        Writer(int index, String resource, RcmFlags flags, DrivenHouse house) {
            this.index = index;
            this.resource = resource;
            // Where nobody asks for a query, the coordinator makes one of its own first.
            this.own = flags.has(RcmFlags.QUERY) ? RcmFlags.NONE : RcmFlags.QUERY;
            this.house = house;
        }

        /** The multipath module has been asked to register. */
        void registered(RcmReply inspected) {
            ModuleStatus status = house.status().orElseThrow();
            registrations(inspected);
            result = status.unregistered().isEmpty() ? RcmResult.SUCCESS : RcmResult.FAILURE;
            text.append(status.registrations()).append(result).append(house.table());
        }

        void unregistered(RcmReply inspected) {
            registrations(inspected);
        }

        private void registrations(RcmReply inspected) {
            write(inspected);
            inspected.tuples().stream()
                    .filter(tuple -> tuple.module().equals(MpxioModule.MODULE))
                    .forEach(tuple -> names.add(tuple.resource()));
        }

        void info(String line) {
            info = line;
        }

        void replied(RcmReply reply) {
            result = reply.result();
            write(reply);
            for (InfoTuple tuple : reply.tuples()) {
                if (tuple.module().equals(MpxioModule.MODULE)
                        && tuple.resource().equals(resource)) {
                    info = tuple.info();
                    error = tuple.error();
                }
            }
            for (DiskUser.Call call : house.user().takeCalls()) {
                names.add(call.list() + " " + call.flags().without(own) + " " + call.disk());
                text.append(call).append('\n');
            }
        }

        void afterwards(RcmReply reply) {
            write(reply);
        }

        private void write(RcmReply reply) {
            text.append(reply.result()).append(reply.errno()).append(reply.verdict());
            reply.assessments().forEach(each -> text.append('\n').append(each));
            for (InfoTuple tuple : reply.tuples()) {
                text.append('\n')
                        .append(tuple.resource())
                        .append(' ')
                        .append(tuple.module())
                        .append(' ')
                        .append(tuple.state())
                        .append(' ')
                        .append(tuple.info())
                        .append(tuple.error())
                        .append(tuple.severity(Verdict.SAFE));
            }
            text.append('\n');
        }

        DrivenStep step() {
            return new DrivenStep(index, alike(text.toString()), result, info, alike(error), names);
        }

        /** Each host has its own words for why it cannot be read. */
        private String alike(String said) {
            String same = said;
            if (!house.doubt().isEmpty()) {
                same = same.replace(house.doubt(), "stale").replace(house.reason(), "unreadable");
            }
            for (String reason : REASONS) {
                same = same.replace(reason, "");
            }
            return same;
        }
    }
}
