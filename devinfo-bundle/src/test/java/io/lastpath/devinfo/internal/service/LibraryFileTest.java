// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Native;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a library that is not there. */
class LibraryFileTest {

    private static final String FOLDERS =
            Native.POINTER_SIZE == 8 ? "/lib/64 or /usr/lib/64" : "/lib or /usr/lib";
    private static final String SETTING = "'library' of io.lastpath.devinfo";

    @Test
    void aHostThatIsNoSunOsHasNoLibdevinfo() {
        assertThatThrownBy(() -> LibraryFile.find("libdevinfo.so.1", "Linux"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(
                        "there is no libdevinfo.so.1 in "
                                + FOLDERS
                                + ", so this host (Linux) has no libdevinfo");
    }

    @ParameterizedTest
    @CsvSource({"libdevinfo.so.1, SunOS", "libdevinfo.so.7, SunOS", "libdevinfo.so.7, Linux"})
    void aNameThatIsNotFoundIsNoProofThatThereIsNone(String name, String system) {
        assertThatThrownBy(() -> LibraryFile.find(name, system))
                .hasMessage(
                        "there is no "
                                + name
                                + " in "
                                + FOLDERS
                                + "; "
                                + SETTING
                                + " names the library, or the file with its path");
    }

    @Test
    void whatNamesNoFileIsSaidToComeFromTheConfiguration() {
        assertThatThrownBy(() -> LibraryFile.find(" ", "SunOS"))
                .hasMessage(SETTING + " is empty; it names the library");
        assertThatThrownBy(() -> LibraryFile.find("/no/such", "SunOS"))
                .hasMessage("there is no file /no/such; " + SETTING + " names it");
        assertThatThrownBy(() -> LibraryFile.find("/a\0b", "SunOS"))
                .hasMessage("'/a\0b', which " + SETTING + " names, is no file name");
    }
}
