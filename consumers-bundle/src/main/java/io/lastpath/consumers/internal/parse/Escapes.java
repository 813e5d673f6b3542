// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The octal escapes of proc(5): a backslash and three digits stand for a byte. */
final class Escapes {

    private Escapes() {}

    /** {@return a field as it was before the kernel escaped it} */
    static String undo(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        byte[] raw = field.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream plain = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (isEscape(raw, i)) {
                plain.write((raw[i + 1] - '0') << 6 | (raw[i + 2] - '0') << 3 | raw[i + 3] - '0');
                i += 3;
            } else {
                plain.write(raw[i]);
            }
        }
        return plain.toString(StandardCharsets.UTF_8);
    }

    private static boolean isEscape(byte[] raw, int at) {
        return raw[at] == '\\'
                && at + 3 < raw.length
                && isOctal(raw[at + 1], '3')
                && isOctal(raw[at + 2], '7')
                && isOctal(raw[at + 3], '7');
    }

    private static boolean isOctal(byte digit, char most) {
        return digit >= '0' && digit <= most;
    }
}
