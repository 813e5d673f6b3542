// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.fuzz;

import io.lastpath.consumers.internal.parse.BtrfsProfile;
import io.lastpath.consumers.internal.parse.CommandLine;
import io.lastpath.consumers.internal.parse.DeviceNumber;
import io.lastpath.consumers.internal.parse.DumpSettings;
import io.lastpath.consumers.internal.parse.MalformedException;
import io.lastpath.consumers.internal.parse.MapUuid;
import io.lastpath.consumers.internal.parse.MemberState;
import io.lastpath.consumers.internal.parse.Mount;
import io.lastpath.consumers.internal.parse.MountInfo;
import io.lastpath.consumers.internal.parse.RaidLevel;
import io.lastpath.consumers.internal.parse.Swaps;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An entry point for the fuzzer for each parser. A parser says what it read, which is what the
 * kernel can have meant, or that the text is malformed; it does nothing else.
 */
public final class Parsers {

    private Parsers() {}

    private interface Trial {
        void of(String text) throws MalformedException;
    }

    private static void run(byte[] input, Trial trial) {
        try {
            trial.of(new String(input, StandardCharsets.UTF_8));
        } catch (MalformedException e) {
            require(!e.getMessage().isBlank());
        }
    }

    private static void require(boolean truth) {
        if (!truth) {
            throw new AssertionError("a parser read what cannot have been meant");
        }
    }

    /** As many mounts as lines, each in some place. */
    public static final class OfMountInfo {
        private OfMountInfo() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] input) {
            run(
                    input,
                    text -> {
                        List<Mount> mounts = MountInfo.parse(text);
                        require(mounts.size() == text.chars().filter(c -> c == '\n').count());
                        require(mounts.stream().allMatch(mount -> mount.point().startsWith("/")));
                        require(
                                mounts.stream()
                                        .flatMap(mount -> mount.others().stream())
                                        .allMatch(node -> node.startsWith("/")));
                    });
        }
    }

    /** Each swap area has a path. */
    public static final class OfSwaps {
        private OfSwaps() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] input) {
            run(
                    input,
                    text ->
                            require(
                                    Swaps.parse(text).stream()
                                            .allMatch(swap -> swap.path().startsWith("/"))));
        }
    }

    /** A number is two numbers. */
    public static final class OfDeviceNumber {
        private OfDeviceNumber() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] input) {
            run(input, text -> require(DeviceNumber.parse(text).matches("[0-9]+:[0-9]+")));
            run(input, text -> require(DeviceNumber.hexadecimal(text).matches("[0-9]+:[0-9]+")));
        }
    }

    /** What multipath-tools made is never taken for something else. */
    public static final class OfMapUuid {
        private OfMapUuid() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] input) {
            run(
                    input,
                    text ->
                            require(
                                    (MapUuid.parse(text) == MapUuid.MULTIPATH)
                                            == text.startsWith("mpath-")));
        }
    }

    /** Nothing can lose less than no member, or more than it has. */
    public static final class OfRaidLevel {
        private OfRaidLevel() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] input) {
            run(input, text -> require(RaidLevel.number(text) >= 0));
            run(input, text -> require(isTolerance(RaidLevel.tolerance(text, "4", "258"))));
            run(input, text -> require(RaidLevel.tolerance("raid1", text, "0") >= 0));
            run(input, text -> require(RaidLevel.tolerance("raid10", "4", text) >= 0));
        }

        private static boolean isTolerance(int members) {
            return members >= 0 && members < 4;
        }
    }

    /** What is in sync or a journal is never missed lightly. */
    public static final class OfMemberState {
        private OfMemberState() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] input) {
            run(
                    input,
                    text ->
                            require(
                                    !MemberState.isExpendable(text)
                                            || !text.contains("in_sync")
                                                    && !MemberState.isJournal(text)));
        }
    }

    /** A root is something. */
    public static final class OfCommandLine {
        private OfCommandLine() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] input) {
            run(input, text -> CommandLine.root(text).ifPresent(root -> require(!root.isEmpty())));
        }
    }

    /** A folder is a path, and a device is something. */
    public static final class OfDumpSettings {
        private OfDumpSettings() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] input) {
            run(
                    input,
                    text -> {
                        DumpSettings.folder(text).ifPresent(path -> require(path.startsWith("/")));
                        DumpSettings.device(text).ifPresent(device -> require(!device.isBlank()));
                    });
        }
    }

    /** The weakest profile decides. */
    public static final class OfBtrfsProfile {
        private OfBtrfsProfile() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] input) {
            run(
                    input,
                    text -> {
                        List<String> profiles = text.lines().toList();
                        int all = BtrfsProfile.tolerance(profiles);
                        require(all >= 0 && all <= 3);
                        for (String profile : profiles) {
                            require(all <= BtrfsProfile.tolerance(List.of(profile)));
                        }
                    });
        }
    }
}
