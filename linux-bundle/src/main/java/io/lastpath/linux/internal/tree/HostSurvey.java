// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tree;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.linux.internal.facts.ClientFacts;
import io.lastpath.linux.internal.facts.HostFacts;
import io.lastpath.linux.internal.file.PatientReads;
import io.lastpath.linux.internal.sysfs.HostReader;
import io.lastpath.linux.internal.sysfs.SeveralPorts;
import io.lastpath.linux.internal.sysfs.ShownPorts;
import io.lastpath.linux.internal.tool.Testimony;
import io.lastpath.linux.internal.tool.Witnesses;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks everybody about a host, and remembers the initiator ports that it has shown, and how they
 * are called. Safe for use by several threads.
 */
public final class HostSurvey {

    /** What they say while a disk goes settles within a moment, or does not. */
    private static final int TRIES = 3;

    private final PatientReads reads;
    private final Witnesses witnesses;
    private final Duration limit;
    private final ShownPorts shown = new ShownPorts();
    private final SeveralPorts several = new SeveralPorts();

    /**
     * Asks.
     *
     * @param reads the host's files
     * @param witnesses who knows more of multipath maps
     * @param limit how long reading the files may take at one time
     */
    public HostSurvey(PatientReads reads, Witnesses witnesses, Duration limit) {
        this.reads = reads;
        this.witnesses = witnesses;
        this.limit = limit;
    }

    /**
     * What came of it.
     *
     * @param facts what sysfs says
     * @param nodes the tree
     * @param lost mounted file systems and swap areas whose device has left, a sentence each
     */
    public record Result(HostFacts facts, List<DeviceNode> nodes, List<String> lost) {

        /** Copies the lists. */
        public Result {
            lost = List.copyOf(lost);
            nodes = List.copyOf(nodes);
        }

        /** {@return whether something could not be read} */
        public boolean isIncomplete() {
            return nodes.stream().anyMatch(DeviceNode.Unreadable.class::isInstance);
        }
    }

    /**
     * Asks sysfs and the tools, again where they contradict each other.
     *
     * @return what they say
     * @throws IOException if the host cannot be read
     */
    public Result full() throws IOException {
        TreeAssembly.Assembled tree;
        HostFacts facts;
        int tries = 0;
        do {
            facts = facts();
            tree = TreeAssembly.of(facts, testimony(facts));
            tries++;
        } while (tree.contradictory() && tries < TRIES);
        List<String> lost = new ArrayList<>(LostMounts.remarks(reads, facts));
        lost.addAll(LostSwaps.remarks(reads, facts));
        return new Result(facts, tree.nodes(), lost);
    }

    /**
     * Asks sysfs only.
     *
     * @return what it says
     * @throws IOException if the host cannot be read
     */
    public HostFacts facts() throws IOException {
        PatientReads limited = reads.within(limit);
        return shown.complete(HostReader.read(limited, several), limited);
    }

    /** {@return the files of which a read hangs} */
    public List<String> hanging() {
        return reads.hanging();
    }

    /** Tools know about maps only; without any, those that would have to run are left in peace. */
    private Testimony testimony(HostFacts facts) {
        boolean asked =
                !facts.gaps().isEmpty() || facts.clients().stream().anyMatch(ClientFacts::mapped);
        return asked ? witnesses.ask() : witnesses.unasked();
    }

    /** {@return a clause for each source of path states that cannot be asked} */
    public List<String> missing() {
        return witnesses.missing();
    }
}
