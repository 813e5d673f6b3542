// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.file.RootedFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device that goes while the host is read, with all that the kernel takes away, is no gap. */
class VanishingTest {

    @ParameterizedTest
    @ValueSource(strings = {"two-hba", "nvme", "alua-ana", "no-multipath"})
    void aDiskThatGoesWhileItIsReadWithAllItsLinksLeavesTheTreeWhole(String capture)
            throws Exception {
        HostFiles host = new WithoutTools(new RootedFiles(Capture.tree(capture)));
        List<String> wrong = new ArrayList<>();
        int gone = 0;

        for (String name : host.list("/sys/block")) {
            Vanishing files = new Vanishing(host, name);
            RecordedHost.unreadable(RecordedHost.read(files))
                    .forEach(gap -> wrong.add(name + ": " + gap.where() + " " + gap.reason()));
            gone += files.gone ? 1 : 0;
        }

        assertThat(wrong).isEmpty();
        assertThat(gone).isPositive();
    }

    /** The same files; a disk goes as soon as somebody looks into it, its hidden nodes with it. */
    private static final class Vanishing implements HostFiles {
        private final HostFiles files;
        private final Pattern names;
        private boolean gone;

        Vanishing(HostFiles files, String name) {
            this.files = files;
            this.names = Pattern.compile(name + "|" + name.replaceFirst("n([0-9]+)$", "c.n$1"));
        }

        private String there(String path) throws IOException {
            gone |= path.startsWith("/sys/devices/") && isOfIt(path);
            if (gone && (isOfIt(path) || isNumberOfIt(path))) {
                throw new NoSuchFileException(path);
            }
            return path;
        }

        private boolean isOfIt(String path) {
            return Arrays.stream(path.split("/")).anyMatch(part -> names.matcher(part).matches());
        }

        private boolean isNumberOfIt(String path) throws IOException {
            return path.startsWith("/sys/dev/block/") && isOfIt(files.link(path));
        }

        @Override
        public byte[] read(String path, int most) throws IOException {
            return files.read(there(path), most);
        }

        @Override
        public List<String> list(String path) throws IOException {
            return files.list(there(path)).stream()
                    .filter(name -> !gone || !names.matcher(name).matches())
                    .toList();
        }

        @Override
        public String link(String path) throws IOException {
            return files.link(there(path));
        }

        @Override
        public boolean exists(String path) throws IOException {
            try {
                return files.exists(there(path));
            } catch (NoSuchFileException e) {
                return false;
            }
        }
    }
}
