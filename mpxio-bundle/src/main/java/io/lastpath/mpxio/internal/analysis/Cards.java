// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out which PHCIs share a card: what is pulled is a PCI device, with all its functions. The
 * device path tells: on Linux by the last PCI address in it without the function, on Solaris by the
 * last PCI node without the function. A card with a switch of its own is not told from several
 * behind a switch on the board.
 */
public final class Cards {

    private static final Pattern LINUX =
            Pattern.compile("(?:^|.*/)([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2})\\.[0-7](?:/.*)?");
    private static final Pattern SOLARIS =
            Pattern.compile("(.*/pci[^/@]*@[0-9a-f]+)(?:,[0-7])?(?:/[^/]*)?");

    private Cards() {}

    /**
     * Names the card of a PHCI.
     *
     * @param devicePath of the PHCI
     * @return the card; empty where the path does not tell
     */
    public static Optional<String> of(String devicePath) {
        Matcher linux = LINUX.matcher(devicePath);
        if (linux.matches()) {
            return Optional.of(linux.group(1));
        }
        Matcher solaris = SOLARIS.matcher(devicePath);
        return solaris.matches() ? Optional.of(solaris.group(1)) : Optional.empty();
    }

    /**
     * Groups PHCIs by card.
     *
     * @param table has the PHCIs
     * @return the PHCIs of each card that has several, by the card's name
     */
    public static Map<String, List<Integer>> withSeveral(GroupTable table) {
        Map<String, List<Integer>> cards = new TreeMap<>();
        for (int phci = 0; phci < table.phciCount(); phci++) {
            int index = phci;
            of(table.phci(phci))
                    .ifPresent(
                            card ->
                                    cards.computeIfAbsent(card, any -> new ArrayList<>())
                                            .add(index));
        }
        cards.values().removeIf(phcis -> phcis.size() < 2);
        return cards;
    }
}
