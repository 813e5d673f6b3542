// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import java.util.Comparator;

/** Orders names as their UTF-8 bytes do, which is the order of their code points. Stateless. */
enum Utf8Order implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean above = Character.isSurrogate(a); // beyond all that one char can say
                return above == Character.isSurrogate(b) ? Character.compare(a, b) : above ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
