// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.parse.MalformedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Looks at one process after another, see proc_pid_fd(5): what it has open, and where it has
 * mounted what. It may end at any moment. For one thread.
 */
final class ProcessLook {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private static final Pattern DEAD = Pattern.compile("^ [ZXx] ");

    private final HostFiles files;
    private final OpenNodes open;
    private final NameSpaces spaces;
    private final boolean refuses;
    private final Map<String, IOException> unclear = new LinkedHashMap<>();

    /**
     * A look at the processes of a host.
     *
     * @param files of the host
     * @param open gets what they have open
     * @param spaces gets what is mounted for them
     * @param refuses whether processes of others are listed and may not be looked at
     */
    ProcessLook(HostFiles files, OpenNodes open, NameSpaces spaces, boolean refuses) {
        this.files = files;
        this.open = open;
        this.spaces = spaces;
        this.refuses = refuses;
    }

    /** {@return what can be seen of a process} */
    Sight at(String pid) {
        unclear.clear();
        String process = "proc/" + pid;
        Sight sight = at(pid, process);
        return sight == Sight.GONE ? atOthers(pid, process + "/task") : sight;
    }

    /** {@return the files of the last process that make no sense, and why} */
    Map<String, IOException> unclear() {
        return new LinkedHashMap<>(unclear);
    }

    /** The first thread may end before the others, which keep what the process has open. */
    private Sight atOthers(String pid, String folder) {
        try {
            List<String> threads =
                    files.list(folder).stream().filter(thread -> !thread.equals(pid)).toList();
            Sight sight = threads.isEmpty() ? Sight.GONE : Sight.ALL;
            for (String thread : threads) {
                Sight one = at(pid, folder + "/" + thread);
                sight = one.compareTo(sight) > 0 ? one : sight;
            }
            return sight;
        } catch (NoSuchFileException e) {
            return Sight.GONE; // or of a recorded host
        } catch (IOException e) {
            return failed(Map.of(folder, e));
        }
    }

    private Sight at(String pid, String thread) {
        Map<String, IOException> failures = new LinkedHashMap<>();
        NameSpace space = spaces.of(pid, thread, failures);
        lookAtFiles(pid, space, thread + "/fd", failures);
        if (failures.isEmpty()) {
            return Sight.ALL;
        }
        return isDead(thread) ? Sight.GONE : failed(failures);
    }

    private void lookAtFiles(
            String pid, NameSpace space, String folder, Map<String, IOException> failures) {
        String file = folder;
        try {
            for (String fd : files.list(folder)) {
                file = folder;
                if (!NUMBER.matcher(fd).matches()) {
                    throw new MalformedException("lists no files");
                }
                file = folder + "/" + fd;
                open.look(pid, space, file);
            }
        } catch (IOException e) {
            failures.put(file, e);
        }
    }

    private Sight failed(Map<String, IOException> failures) {
        Sight sight = Sight.HIDDEN;
        for (Map.Entry<String, IOException> one : failures.entrySet()) {
            if (!isHidden(one.getValue())) {
                unclear.put(one.getKey(), one.getValue());
                sight = Sight.UNCLEAR;
            }
        }
        return sight;
    }

    /**
     * Who ends, and a recorded host, lacks some of its files. Where looking is refused that is
     * EPERM, see errno(3), which has no type of its own, and words in the language of the host.
     */
    private boolean isHidden(IOException why) {
        return why instanceof AccessDeniedException
                || why instanceof NoSuchFileException
                || (refuses && why.getClass() == FileSystemException.class);
    }

    /**
     * {@return whether a thread has ended, though its parent has not asked how, or is gone} It has
     * let go of everything.
     */
    private boolean isDead(String thread) {
        try {
            String status = files.attribute(thread + "/stat");
            return DEAD.matcher(status.substring(status.lastIndexOf(')') + 1)).find();
        } catch (IOException e) {
            return !files.exists(thread);
        }
    }
}
