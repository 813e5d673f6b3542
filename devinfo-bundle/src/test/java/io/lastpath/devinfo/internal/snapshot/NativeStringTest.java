// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NativeStringTest {

    @Test
    void aNameWithTheReplacementCharacterInItIsAName() {
        assertThat(read("/disk\uFFFD".getBytes(StandardCharsets.UTF_8))).isEqualTo("/disk\uFFFD");
    }

    @Test
    void aNameThatIsNotInUtf8IsNone() {
        assertThat(read(new byte[] {'/', (byte) 0xE4})).isNull();
        assertThat(read(new byte[] {'/', (byte) 0xEF, (byte) 0xBF, (byte) 0xBD, (byte) 0xE4}))
                .isNull();
    }

    private static String read(byte[] bytes) {
        try (Memory memory = new Memory(bytes.length + 1L)) {
            memory.write(0, bytes, 0, bytes.length);
            memory.setByte(bytes.length, (byte) 0);
            NativeString string = new NativeString();
            assertThat(string.read(Pointer.nativeValue(memory))).isTrue();
            return string.text();
        }
    }
}
