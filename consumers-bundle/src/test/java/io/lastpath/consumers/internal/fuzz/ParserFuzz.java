// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.fuzz;

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
 * Runs every parser on one input: the entry point for a coverage-guided fuzzer. A parser says what
 * it read, which is what the kernel can have meant, or that the text is malformed; it does nothing
 * else.
 */
public final class ParserFuzz {

    private ParserFuzz() {}

    /** A parser and what has to be true of what it reads. */
    @FunctionalInterface
    private interface Trial {
        void run(String text) throws MalformedException;
    }

    private static final List<Trial> TRIALS =
            List.of(
                    ParserFuzz::mountInfo,
                    ParserFuzz::swaps,
                    text -> require(DeviceNumber.parse(text).matches("[0-9]+:[0-9]+")),
                    text -> require(MapUuid.parse(text) != null),
                    text -> require(RaidLevel.number(text) >= 0),
                    text -> require(RaidLevel.tolerance(text, "4", "258") >= 0),
                    text -> require(RaidLevel.tolerance("raid1", text, "0") >= 0),
                    text -> require(RaidLevel.tolerance("raid10", "4", text) >= 0),
                    text -> require(!MemberState.isExpendable(text) || !text.contains("in_sync")),
                    text -> CommandLine.root(text).ifPresent(root -> require(!root.isEmpty())),
                    text ->
                            DumpSettings.folder(text)
                                    .ifPresent(folder -> require(folder.startsWith("/"))),
                    text ->
                            DumpSettings.device(text)
                                    .ifPresent(device -> require(!device.isBlank())));

    /**
     * Tries all parsers.
     *
     * @param data the input
     */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        for (Trial trial : TRIALS) {
            try {
                trial.run(text);
            } catch (MalformedException e) {
                require(!e.getMessage().isBlank());
            }
        }
    }

    private static void mountInfo(String text) throws MalformedException {
        List<Mount> mounts = MountInfo.parse(text);
        require(mounts.size() == text.chars().filter(c -> c == '\n').count());
        require(mounts.stream().allMatch(mount -> mount.point().startsWith("/")));
    }

    private static void swaps(String text) throws MalformedException {
        require(Swaps.parse(text).stream().allMatch(swap -> swap.path().startsWith("/")));
    }

    private static void require(boolean truth) {
        if (!truth) {
            throw new AssertionError("a parser read what cannot have been meant");
        }
    }
}
