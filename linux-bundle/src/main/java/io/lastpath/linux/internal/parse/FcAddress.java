// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** World-wide names of Fibre Channel ports, as sysfs writes them. */
public final class FcAddress {

    private static final Pattern NAME = Pattern.compile("(?:0x)?([0-9a-f]{1,16})");
    private static final Pattern INITIATOR =
            Pattern.compile("host_traddr=nn-(?:0x)?[0-9a-f]{16}:pn-((?:0x)?[0-9a-f]{16})");

    private FcAddress() {}

    /**
     * Reads the name of a port.
     *
     * @param text content of {@code port_name}, such as {@code 0x21000024ff171717}
     * @return 16 digits; empty for what is no name
     */
    public static Optional<String> name(String text) {
        Matcher matcher = NAME.matcher(text.toLowerCase(Locale.ROOT));
        return matcher.matches()
                ? Optional.of("0".repeat(16 - matcher.group(1).length()) + matcher.group(1))
                : Optional.empty();
    }

    /**
     * Finds the initiator port of an NVMe controller.
     *
     * @param address content of its {@code address}, see the {@code host-traddr} of nvme-connect(1)
     * @return the name of the port, 16 digits; empty where the address has none
     */
    public static Optional<String> initiator(String address) {
        return Arrays.stream(address.toLowerCase(Locale.ROOT).split(","))
                .map(INITIATOR::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .flatMap(matcher -> name(matcher.group(1)));
    }
}
