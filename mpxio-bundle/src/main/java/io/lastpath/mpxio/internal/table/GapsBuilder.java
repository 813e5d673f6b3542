// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what could not be read. For the thread that builds the table. */
final class GapsBuilder {

    private final List<String> sentences = new ArrayList<>();
    private final List<String> adrift = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();
    private final List<Partial> partial = new ArrayList<>();
    private final List<Gaps.Lost> lost = new ArrayList<>();
    private int count;
    private int adriftCount;
    private int hiddenCount;
    private int lostCount;

    private record Partial(GroupBuilder group, int client) {}

    void note(String sentence) {
        count++;
        keep(sentences, sentence);
    }

    void adrift(String client) {
        adriftCount++;
        keep(adrift, client);
    }

    void hidden(String sentence) {
        note(sentence);
        hiddenCount++;
        keep(hidden, sentence);
    }

    void partlyKnown(GroupBuilder group, int client) {
        partial.add(new Partial(group, client));
    }

    void lost(Gaps.Lost client) {
        lostCount++;
        keep(lost, client);
    }

    Gaps build(Map<GroupBuilder, Group> groups) {
        return new Gaps(
                count,
                sentences,
                adriftCount,
                adrift,
                hiddenCount,
                hidden,
                partial.stream()
                        .map(p -> new Gaps.PartlyKnown(groups.get(p.group()), p.client()))
                        .toList(),
                lostCount,
                lost);
    }

    private static <T> void keep(List<T> list, T one) {
        if (list.size() < Gaps.SHOWN) {
            list.add(one);
        }
    }
}
