// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.table;

import java.util.Comparator;

/**
 * Orders strings as their UTF-8 bytes, unsigned, would be ordered, without encoding them. Differs
 * from {@link String#compareTo} only where one string has a surrogate and the other a character
 * from U+E000 on. Immutable.
 */
final class Utf8Order implements Comparator<String> {

    static final Utf8Order INSTANCE = new Utf8Order();

    private Utf8Order() {}

    @Override
    public int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return rank(a) - rank(b);
            }
        }
        return left.length() - right.length();
    }

    /** Puts surrogates, which stand for what lies above U+FFFF, behind all other characters. */
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
