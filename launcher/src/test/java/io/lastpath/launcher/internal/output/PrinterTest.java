// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PrinterTest {

    @Test
    void whatOthersWroteDoesNotSteerTheTerminal() {
        StringWriter out = new StringWriter();

        new Printer(new PrintWriter(out), false, new Palette(false))
                .print("", () -> "a\u001b[31mb\u0007\u009b0m\nsecond\tline");

        assertThat(out).hasToString("a?[31mb??0m\nsecond\tline" + System.lineSeparator());
    }

    @Test
    void anAnswerThatIsLostIsAFailure() {
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException("No space left on device");
                    }
                };
        Printer printer = new Printer(new PrintWriter(full), true, new Palette(false));

        assertThatThrownBy(() -> printer.print("x", () -> "x"))
                .isInstanceOf(LostAnswerException.class);
    }
}
