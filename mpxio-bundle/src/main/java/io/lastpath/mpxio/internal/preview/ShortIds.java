// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Makes short names of {@code [A-Za-z0-9._-]} that are the same from one run to the next. Names
 * that would be the same for two things get more of their hash.
 */
final class ShortIds {

    private static final Pattern PCI_FUNCTION =
            Pattern.compile("[0-9a-fA-F]{4,}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-9a-fA-F]");

    private static final int LONGER = 16;

    private ShortIds() {}

    /** {@return ids of PHCIs, by their device paths} */
    static List<String> ofPhcis(List<String> devicePaths) {
        return unique(
                devicePaths,
                ShortIds::phci,
                path -> readable(lastComponent(path)) + "-" + hash(path, LONGER));
    }

    /** {@return ids of groups, by the names of their PHCIs joined} */
    static List<String> ofGroups(List<String> phciNames) {
        return unique(
                phciNames, names -> "g-" + hash(names, 8), names -> "g-" + hash(names, LONGER));
    }

    private static List<String> unique(
            List<String> names, UnaryOperator<String> shortId, UnaryOperator<String> longId) {
        List<String> ids = names.stream().map(shortId).toList();
        Map<String, Integer> uses = new HashMap<>();
        ids.forEach(id -> uses.merge(id, 1, Integer::sum));
        return IntStream.range(0, ids.size())
                .mapToObj(i -> uses.get(ids.get(i)) == 1 ? ids.get(i) : longId.apply(names.get(i)))
                .toList();
    }

    private static String phci(String path) {
        String last = lastComponent(path);
        return PCI_FUNCTION.matcher(last).matches()
                ? last.replace(':', '-')
                : readable(last) + "-" + hash(path, 6);
    }

    static String lastComponent(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String readable(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    private static String hash(String text, int digits) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
