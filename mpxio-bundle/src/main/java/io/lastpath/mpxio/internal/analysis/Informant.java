// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import java.util.List;

/**
 * The module that answers for who uses the clients of a tree, where the tree has one. It registers
 * for every client: where it is not heard, that nobody else speaks up says nothing. Immutable.
 *
 * @param module its name; empty where who registered are all that use a client
 */
public record Informant(String module) {

    /** {@return whether it should have answered for a client and did not} */
    public boolean isMissed(String client, List<InfoTuple> heard) {
        return !module.isEmpty()
                && heard.stream()
                        .noneMatch(
                                tuple ->
                                        tuple.module().equals(module)
                                                && tuple.resource().equals(client));
    }

    /**
     * Tells why nobody knows which disks that are no clients hang below a PHCI: who would be heard
     * for them is not in service.
     *
     * @param handle to ask with
     * @return a sentence; empty where it is in service, or there is none for this host
     */
    public String absence(RcmHandle handle) {
        if (module.isEmpty()) {
            return "";
        }
        RcmReply reply = handle.inspect(List.of(), RcmFlags.MOD_INFO);
        if (reply.tuples().stream().anyMatch(tuple -> tuple.module().equals(module))) {
            return "";
        }
        return (reply.isSuccess()
                        ? "module " + module + " is not in service"
                        : "whether module "
                                + module
                                + " is in service could not be found out, "
                                + reply.errno())
                + ": nobody knows who uses the disks, nor which disks that are not multipathed go"
                + " with a PHCI";
    }

    /**
     * {@return the resources below others for which it was heard: disks that are no clients and go
     * with what they hang below}
     */
    public List<String> below(List<String> resources, List<InfoTuple> heard) {
        return heard.stream()
                .filter(tuple -> tuple.module().equals(module))
                .map(InfoTuple::resource)
                .filter(one -> resources.stream().anyMatch(above -> one.startsWith(above + "/")))
                .distinct()
                .toList();
    }

    /** {@return the sentence about clients for which it was not heard} */
    public String silence(List<String> labels) {
        return "module "
                + module
                + " has not registered for "
                + Doubts.named(labels, labels.size(), "client")
                + ": nobody knows who uses "
                + (labels.size() == 1 ? "it" : "them");
    }
}
