// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Analysis;
import io.lastpath.mpxio.internal.analysis.HandleStates;
import io.lastpath.mpxio.internal.analysis.Losses;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What must hold on any host, tried on 10,000 random ones. The seed is printed and may be given by
 * {@code -Dlastpath.seed=NUMBER}.
 */
class PropertiesTest {

    private static final int HOSTS = 10_000;
    private static final long SEED = Long.getLong("lastpath.seed", System.nanoTime());

    @BeforeAll
    static void printSeed() {
        System.out.printf("Properties: seed %d, %,d hosts for each%n", SEED, HOSTS);
    }

    @AfterAll
    static void printEnd() {
        System.out.println("Properties: done");
    }

    @FunctionalInterface
    private interface Property {
        void check(RandomHost host, Random random);
    }

    private static void onEachHost(Property property) {
        for (int i = 0; i < HOSTS; i++) {
            Random random = new Random(SEED + i);
            RandomHost host = new RandomHost(random);
            try {
                property.check(host, random);
            } catch (AssertionError e) {
                throw new AssertionError("host " + i + " of seed " + SEED + ": " + host.nodes(), e);
            }
        }
    }

    @Test
    void takingMoreAwayNeverMakesAClientSafer() {
        onEachHost(
                (host, random) -> {
                    int less = 1 + random.nextInt((1 << host.phciCount()) - 1);
                    int more = less | random.nextInt(1 << host.phciCount());
                    Preview before = preview(host, host.nodes(), less);
                    Preview after = preview(host, host.nodes(), more);
                    assertNoSafer(before, after);
                });
    }

    @Test
    void aPathThatRecoversNeverMakesAnAnswerWorse() {
        onEachHost(
                (host, random) -> {
                    int set = 1 + random.nextInt((1 << host.phciCount()) - 1);
                    Preview before = preview(host, host.nodes(), set);
                    Preview after = preview(host, host.nodesWithRecoveredPath(), set);
                    assertNoSafer(after, before);
                });
    }

    @Test
    void theOrderOfInputChangesNoVerdict() {
        onEachHost(
                (host, random) -> {
                    int set = 1 + random.nextInt((1 << host.phciCount()) - 1);
                    Preview one = preview(host, host.nodes(), set);
                    Preview other = preview(host, host.shuffledNodes(), set);
                    assertThat(other.verdict()).isEqualTo(one.verdict());
                    assertThat(verdicts(other)).isEqualTo(verdicts(one));
                });
    }

    @Test
    void judgingAllPhcisInOnePassSaysWhatJudgingEachAloneSays() {
        onEachHost(
                (host, random) -> {
                    TableState state = Nodes.state(host.nodes());
                    List<Preview> each =
                            new PreviewRun(state, Optional.of(host.handle()))
                                    .each(Integer.MAX_VALUE);
                    for (int phci = 0; phci < host.phciCount(); phci++) {
                        Preview alone =
                                new PreviewRun(state, Optional.of(host.handle()))
                                        .together(new int[] {phci});
                        if (!each.get(phci).equals(alone)) {
                            assertThat(each.get(phci)).isEqualTo(alone);
                        }
                    }
                });
    }

    @Test
    void whoeverUsesAClientIsSaidToUseThatOne() {
        onEachHost(
                (host, random) -> {
                    TableState state = Nodes.state(host.nodes());
                    for (Preview preview :
                            new PreviewRun(state, Optional.of(host.handle())).each(0)) {
                        preview.impacts().forEach(PropertiesTest::assertOwnUsers);
                    }
                });
    }

    private static void assertOwnUsers(Impact impact) {
        String client = impact.loss().group().resource(impact.loss().client());
        for (User user : impact.users()) {
            if (!user.text().endsWith("uses " + client)) {
                fail(user + " is said to use " + client);
            }
        }
    }

    @Test
    void groupAndExactAgreeWhereAllClientsOfEachGroupHaveEqualStates() {
        onEachHost(
                (host, random) -> {
                    TableState state = Nodes.state(host.nodesWithEqualStatesInGroups());
                    for (int phci = 0; phci < host.phciCount(); phci++) {
                        assertThat(affected(Analysis.GROUP, host, state, phci))
                                .isEqualTo(affected(Analysis.EXACT, host, state, phci));
                    }
                });
    }

    /** Each client that the one touches, and the whole, is at least as grave in the other. */
    private static void assertNoSafer(Preview one, Preview other) {
        Map<String, Verdict> verdicts = verdicts(other);
        for (Map.Entry<String, Verdict> client : verdicts(one).entrySet()) {
            Verdict verdict = verdicts.get(client.getKey());
            if (verdict == null || verdict.compareTo(client.getValue()) < 0) {
                fail(client + " became " + verdict);
            }
        }
        if (other.verdict().compareTo(one.verdict()) < 0) {
            fail(one.verdict() + " became " + other.verdict());
        }
    }

    private static List<String> affected(
            Analysis analysis, RandomHost host, TableState state, int phci) {
        HandleStates online = new HandleStates(state.table(), host.handle());
        Losses losses = analysis.losses(state.table(), phci, online);
        return losses.endangered().stream().map(loss -> loss.group().label(loss.client())).toList();
    }

    private static Preview preview(RandomHost host, List<DeviceNode> nodes, int set) {
        TableState state = Nodes.state(nodes);
        int[] phcis = new int[Integer.bitCount(set)];
        int count = 0;
        for (int phci = 0; phci < host.phciCount(); phci++) {
            if ((set & 1 << phci) != 0) {
                phcis[count++] = state.table().phciByPath("/p" + phci);
            }
        }
        return new PreviewRun(state, Optional.of(host.handle())).together(phcis);
    }

    private static Map<String, Verdict> verdicts(Preview preview) {
        Map<String, Verdict> verdicts = new TreeMap<>();
        preview.impacts().forEach(impact -> verdicts.put(impact.label(), impact.verdict()));
        return verdicts;
    }
}
