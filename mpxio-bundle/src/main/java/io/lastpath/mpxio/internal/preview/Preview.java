// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.management.ImpactData;
import io.lastpath.management.OneLine;
import io.lastpath.management.PreviewData;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.rcm.Verdict;
import java.util.List;

/**
 * What the loss of a set of PHCIs would do. Immutable.
 *
 * @param verdict how grave it would be
 * @param reason the verdict in one sentence
 * @param endangered clients that have a usable path and would keep none
 * @param touched clients that have a path there, usable or not
 * @param impacts what happens to them, gravest first; all endangered ones, of the others not
 *     necessarily all
 * @param plain disks that are no clients and whose users would notice
 */
public record Preview(
        Verdict verdict,
        String reason,
        int endangered,
        int touched,
        List<Impact> impacts,
        List<PlainDisk> plain) {

    /** Copies the lists. */
    public Preview {
        impacts = List.copyOf(impacts);
        plain = List.copyOf(plain);
    }

    /** {@return the verdict first, then a line for each client, at most so many} */
    public String report(int lines) {
        StringBuilder text = new StringBuilder(verdict + ": " + OneLine.of(reason));
        int shown = Math.min(lines, impacts.size());
        for (Impact impact : impacts.subList(0, shown)) {
            text.append("\n  ").append(OneLine.of(impact.line()));
        }
        if (shown < touched) {
            text.append("\n  and ").append(touched - shown).append(" more clients");
        }
        return text.toString();
    }

    /** {@return the impacts as composites, at most so many} */
    public List<ImpactData> impactData(int most) {
        return impacts.stream().limit(most).map(Impact::data).toList();
    }

    /** {@return all of it as a composite} */
    public PreviewData data(List<String> phciIds, TableState state) {
        return new PreviewData(
                phciIds,
                verdict.name(),
                verdict.level(),
                reason,
                endangered,
                impactData(Integer.MAX_VALUE),
                report(Integer.MAX_VALUE),
                state.refreshedAt() == null ? "" : state.refreshedAt().toString(),
                state.isStale());
    }
}
