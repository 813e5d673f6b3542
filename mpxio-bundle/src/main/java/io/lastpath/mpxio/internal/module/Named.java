// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.rcm.RcmHandle;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the call being served names. Immutable.
 *
 * @param names without slashes that mean nothing
 */
record Named(List<String> names) {

    private static final Pattern SLASHES = Pattern.compile("/+");

    static Named by(RcmHandle handle) {
        return new Named(handle.resources().stream().map(Named::plain).toList());
    }

    private static String plain(String name) {
        return SLASHES.matcher(name).replaceAll("/").replaceFirst("/$", "");
    }

    /** {@return whether it names a PHCI, or a card that this is on} */
    boolean covers(String phci) {
        return names.stream().anyMatch(one -> phci.equals(one) || phci.startsWith(one + "/"));
    }
}
