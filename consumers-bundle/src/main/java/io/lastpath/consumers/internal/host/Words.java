// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.host;

/** Names that processes and mounts choose, fit to be shown. Stateless. */
final class Words {

    private Words() {}

    /** {@return a text whose control characters, which may be line ends, are question marks} */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            if (Character.isISOControl(plain.charAt(i))) {
                plain.setCharAt(i, '?');
            }
        }
        return plain.toString();
    }
}
