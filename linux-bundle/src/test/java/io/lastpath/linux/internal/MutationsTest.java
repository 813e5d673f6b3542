// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.linux.internal.Broken.Breakage;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.file.RootedFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Breaks each file that the adapter looks at, one at a time and in every way: the answer stays
 * right or says that it is incomplete and names the file, and no loss ever looks more harmless than
 * it is.
 */
class MutationsTest {

    /**
     * Files that say nothing of clients, paths or states, so that nobody is misled without them.
     */
    private static final Set<String> REMARKS =
            Set.of("address", "transport", "subsysnqn", "proc_name", "targetname", "tpgt");

    static List<String> captures() {
        return Capture.WITH_TREE;
    }

    @ParameterizedTest
    @MethodSource("captures")
    void noBrokenFileMakesALossLookMoreHarmlessThanItIs(String capture) throws Exception {
        breakEach(new RootedFiles(Capture.tree(capture)));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void noFolderThatIsGoneMakesALossLookMoreHarmlessThanItIs(String capture) throws Exception {
        removeEach(new RootedFiles(Capture.tree(capture)));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void noneThatIsGoneDoesSoWhereNobodyButSysfsSpeaks(String capture) throws Exception {
        removeEach(new WithoutTools(new RootedFiles(Capture.tree(capture))));
    }

    private static void removeEach(HostFiles host) throws IOException {
        Recorder files = new Recorder(host);
        Outlook truth = Outlook.of(RecordedHost.read(files));
        Set<String> folders = files.above();
        List<String> wrong = new ArrayList<>();

        for (String folder : folders) {
            HostFiles broken = new WithoutFolder(files, folder);
            wrong.addAll(flawOfFolder(truth, broken, folder, Breakage.REMOVED));
        }

        assertThat(folders).hasSizeGreaterThan(20).contains("/sys/devices/virtual/block");
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two-hba", "alua-ana"})
    void noneDoesSoWhereNobodyButSysfsSpeaks(String capture) throws Exception {
        breakEach(new WithoutTools(new RootedFiles(Capture.tree(capture))));
    }

    @Test
    void noneMakesAPathThatHasBecomeAnotherDiskAWayToItsMap() throws Exception {
        HostFiles host = new WithOtherDisk(new RootedFiles(Capture.tree("two-hba")));
        List<String> known = Outlook.of(RecordedHost.read(host)).remaining;

        assertThat(known).filteredOn(line -> line.contains("not usable by")).hasSize(1);
        breakEach(host);
    }

    private static void breakEach(HostFiles host) throws IOException {
        Recorder files = new Recorder(host);
        Outlook truth = Outlook.of(RecordedHost.read(files));
        Set<String> touched = files.touched();
        List<String> wrong = new ArrayList<>();

        for (String file : touched) {
            for (Breakage breakage : Breakage.values()) {
                Outlook broken = Outlook.of(RecordedHost.read(new Broken(files, file, breakage)));
                String flaw = flaw(truth, broken, file, breakage);
                if (!flaw.isEmpty()) {
                    wrong.add(file + " " + breakage + ": " + flaw);
                }
            }
        }

        for (String folder : files.folders()) {
            HostFiles broken = new Broken(files, folder, Breakage.UNREADABLE);
            wrong.addAll(flawOfFolder(truth, broken, folder, Breakage.UNREADABLE));
        }
        assertThat(touched).hasSizeGreaterThan(10);
        assertThat(files.folders()).hasSizeGreaterThan(5);
        assertThat(wrong).isEmpty();
    }

    /** A folder that cannot be listed, or is gone; without that of all disks there is no host. */
    private static List<String> flawOfFolder(
            Outlook truth, HostFiles host, String folder, Breakage breakage) {
        try {
            String flaw = flaw(truth, Outlook.of(RecordedHost.read(host)), folder, breakage);
            return flaw.isEmpty() ? List.of() : List.of(folder + " " + breakage + ": " + flaw);
        } catch (IOException e) {
            return e.getMessage().contains(folder) ? List.of() : List.of(folder + ": " + e);
        }
    }

    private static String flaw(Outlook truth, Outlook broken, String file, Breakage breakage) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        if (broken.equals(truth)) {
            return "";
        }
        if (file.equals(WithOtherDisk.PAGE) && breakage == Breakage.REMOVED) {
            return ""; // as of a disk that has none, or by a kernel that shows none
        }
        boolean transientOnly = breakage == Breakage.VANISHES_ONCE;
        if (transientOnly || REMARKS.contains(name)) {
            return "differs, which it must not: " + broken;
        }
        if (broken.unreadable.isEmpty()) {
            return "is wrong without a word: " + broken;
        }
        boolean named = broken.unreadable.stream().anyMatch(gap -> gap.contains(name));
        return named ? "" : "is not named in " + broken.unreadable;
    }

    /** What can be known of each set of PHCIs, by the paths that would remain for each client. */
    private record Outlook(List<String> remaining, List<String> unreadable) {

        static Outlook of(List<DeviceNode> nodes) {
            List<String> lines = new ArrayList<>();
            for (DeviceNode.Client client : RecordedHost.clients(nodes)) {
                lines.add(
                        RecordedHost.name(client.path())
                                + client.paths().stream()
                                        .map(Outlook::path)
                                        .sorted()
                                        .collect(Collectors.joining(", ", ": ", "")));
            }
            return new Outlook(
                    lines,
                    RecordedHost.unreadable(nodes).stream()
                            .map(gap -> gap.where() + " " + gap.reason())
                            .toList());
        }

        private static String path(DevicePath path) {
            String phci = path.phci() instanceof NodePath.Known known ? known.path() : "?";
            return (path.state().isUsable() ? "usable by " : "not usable by ") + phci;
        }
    }

    private interface Look<T> {
        T at(String path) throws IOException;
    }

    /** Notes what is looked at, and remembers what was seen there. */
    private static final class Recorder implements HostFiles {
        private final HostFiles files;
        private final Map<String, Object> seen = new ConcurrentHashMap<>();

        Recorder(HostFiles files) {
            this.files = files;
        }

        /** Everything that was read, without folders. */
        Set<String> touched() {
            Set<String> touched = new TreeSet<>();
            seen.forEach(
                    (key, value) -> {
                        if (value instanceof byte[] || value instanceof String) {
                            touched.add(key.substring(key.indexOf('/')));
                        }
                    });
            return touched;
        }

        /** Every folder that was listed. */
        Set<String> folders() {
            Set<String> folders = new TreeSet<>();
            seen.forEach(
                    (key, value) -> {
                        if (value instanceof Names) {
                            folders.add(key.substring(key.indexOf('/')));
                        }
                    });
            return folders;
        }

        /** Every folder that was listed or passed through. */
        Set<String> above() {
            Set<String> above = folders();
            for (String key : seen.keySet()) {
                int end = key.lastIndexOf('/');
                for (; end > key.indexOf('/'); end = key.lastIndexOf('/', end - 1)) {
                    above.add(key.substring(key.indexOf('/'), end));
                }
            }
            return above;
        }

        private Object look(String kind, String path, Look<Object> look) throws IOException {
            Object known = seen.get(kind + path);
            if (known == null) {
                try {
                    known = look.at(path);
                } catch (IOException e) {
                    known = e;
                }
                seen.put(kind + path, known);
            }
            if (known instanceof IOException failure) {
                throw failure;
            }
            return known;
        }

        @Override
        public byte[] read(String path, int most) throws IOException {
            return ((byte[]) look("read", path, at -> files.read(at, most))).clone();
        }

        @Override
        public List<String> list(String path) throws IOException {
            return ((Names) look("list", path, at -> new Names(files.list(at)))).names();
        }

        @Override
        public String link(String path) throws IOException {
            return (String) look("link", path, files::link);
        }

        @Override
        public boolean exists(String path) throws IOException {
            return (Boolean) look("exists", path, files::exists);
        }

        private record Names(List<String> names) {}
    }
}
