// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import io.lastpath.rcm.InfoTuple;
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
