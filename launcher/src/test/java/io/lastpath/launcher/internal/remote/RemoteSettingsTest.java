// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteSettingsTest {

    @TempDir private Path etc;

    @ParameterizedTest
    @ValueSource(strings = {"", "jmx.port=0", "jmx.port=", "jmx.host=0.0.0.0"})
    void itIsOffUnlessAPortIsGiven(String text) throws IOException {
        write(text);

        assertThat(RemoteSettings.read(etc)).isEmpty();
    }

    @Test
    void itIsOffWithoutTheFile() {
        assertThat(RemoteSettings.read(etc)).isEmpty();
    }

    @Test
    void whatIsNoFileIsNotReadButNamed() throws Exception {
        Path file = etc.resolve("lastpath.properties");
        String sentence = file + " is no file: put one with settings in its place, or take it away";
        Files.createDirectory(file);
        assertThatThrownBy(() -> RemoteSettings.read(etc)).hasMessage(sentence);

        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
        assertThatThrownBy(() -> RemoteSettings.read(etc)).hasMessage(sentence);
    }

    @Test
    void aPortAloneMeansLoopback() throws IOException {
        write("jmx.port=9999");

        RemoteSettings settings = RemoteSettings.read(etc).orElseThrow();

        assertThat(settings.port()).isEqualTo(9999);
        assertThat(settings.address().isLoopbackAddress()).isTrue();
        assertThat(settings.passwordFile()).isEqualTo(etc.resolve("jmx.passwords"));
        assertThat(settings.keyStore()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jmx.port=x, jmx.port 'x' is not a number",
        "jmx.port=65536, jmx.port '65536' is not a number",
        "jmx.port=-1, jmx.port '-1' is not a number",
        "jmx.port=9999;jmx.host=192.0.2.1, 192.0.2.1 can be reached from the network",
        "jmx.port=9999;jmx.host=0.0.0.0, 0.0.0.0 is every address; name the one",
        "jmx.port=9999;jmx.host=no.such.host.invalid, is unknown here",
        "jmx.port=9999;jmx.keystore=a.p12, jmx.keystore needs jmx.keystore.password.file",
        "jmx.port=\\uZZZZ, cannot be read",
        "jmx.port=9999;jmx.keystroe=a.p12, jmx.keystroe is not read; there are jmx.port",
        "jmx.prot=9999, jmx.prot is not read; there are jmx.port",
    })
    void aMistakeIsNamed(String text, String complaint) throws IOException {
        write(text.replace(";", "\n"));

        assertThatThrownBy(() -> RemoteSettings.read(etc))
                .hasMessageContaining("lastpath.properties")
                .hasMessageContaining(complaint);
    }

    @Test
    void allMistakesAreNamedAtOnce() throws IOException {
        write("jmx.port=x\njmx.host=0.0.0.0\njmx.keystore=a.p12\njmx.prot=1\n");

        assertThatThrownBy(() -> RemoteSettings.read(etc))
                .hasMessageContaining("jmx.port 'x'")
                .hasMessageContaining("0.0.0.0 is every address")
                .hasMessageContaining("jmx.keystore needs")
                .hasMessageContaining("jmx.prot is not read");
    }

    private void write(String text) throws IOException {
        Files.writeString(etc.resolve("lastpath.properties"), text);
    }
}
