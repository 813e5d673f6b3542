// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogConfigurationTest {

    @TempDir private Path temp;
    private Home home;
    private Path own;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(temp.resolve("dist/system"));
        Files.createDirectories(temp.resolve("dist/etc"));
        home = Home.prepare(temp.resolve("dist"), temp.resolve("home"));
        own = home.etc().resolve("logback.xml");
    }

    @Test
    void theOneOfTheHomeHoldsThoughItLogsNothing() throws IOException {
        Files.writeString(own, "<!DOCTYPE configuration SYSTEM 'none.dtd'><configuration/>");

        assertThat(LogConfiguration.flaw(home)).isEmpty();
        assertThat(LogConfiguration.file(home)).isEqualTo(own);
    }

    @Test
    void aCapitalLetterIsNoMistakeAsLogbackHasIt() throws IOException {
        Files.writeString(own, "<Configuration/>");

        assertThat(LogConfiguration.flaw(home)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'<configuration><root></configuration>', 'line 1, column 24: The element type \"root\"'",
        "'', 'line 1, column 1: Premature end of file.'",
        "'<log/>', 'its outermost element is log and not configuration'",
        "'<configuration><x:y/></configuration>', 'line 1, column 22: The prefix \"x\"'",
    })
    void whatIsWrongIsNamedAndTheBuiltInOneHolds(String text, String why) throws IOException {
        Files.writeString(own, text);

        assertThat(LogConfiguration.flaw(home).orElseThrow())
                .startsWith(own + " cannot be used: " + why)
                .endsWith(
                        "; the built-in logging configuration holds until the next start after"
                                + " it was mended");
        assertThat(LogConfiguration.file(home))
                .isEqualTo(home.data().resolve("logback.xml"))
                .hasSameTextualContentAs(Path.of("src/main/dist/etc/logback.xml"));
    }

    @Test
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void whatIsNotThereOrNoFileIsNamedAndNotOpened() throws Exception {
        assertThat(LogConfiguration.flaw(home).orElseThrow())
                .contains(own + " cannot be used: it is");

        assertThat(new ProcessBuilder("mkfifo", own.toString()).start().waitFor()).isZero();
        assertThat(LogConfiguration.flaw(home).orElseThrow()).contains(": it is no file; ");
        assertThat(LogConfiguration.file(home)).isRegularFile();
    }
}
