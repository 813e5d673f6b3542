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

    /** EPERM, see errno(3), which is no {@link AccessDeniedException}. */
    private static final String NOT_PERMITTED = "Operation not permitted";

    private static final Pattern DEAD = Pattern.compile("^ [ZXx] ");

    private final HostFiles files;
    private final OpenNodes open;
    private final NameSpaces spaces;
    private final Map<String, IOException> unclear = new LinkedHashMap<>();

    ProcessLook(HostFiles files, OpenNodes open, NameSpaces spaces) {
        this.files = files;
        this.open = open;
        this.spaces = spaces;
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
     * Who ends, and a recorded host, lacks some of its files; hidepid=noaccess has its own word.
     */
    private static boolean isHidden(IOException why) {
        return why instanceof AccessDeniedException
                || why instanceof NoSuchFileException
                || (why instanceof FileSystemException refused
                        && NOT_PERMITTED.equals(refused.getReason()));
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
