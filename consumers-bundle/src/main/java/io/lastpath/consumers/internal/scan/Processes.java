// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.consumers.internal.parse.MalformedException;
import io.lastpath.consumers.internal.parse.Mount;
import io.lastpath.consumers.internal.parse.MountInfo;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what processes have open and where they have mounted what, see proc_pid_fd(5) and
 * mount_namespaces(7). A process may end at any moment. For one thread.
 */
final class Processes {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern DEAD = Pattern.compile("^ [ZXx] ");
    private static final Pattern PID = Pattern.compile("[1-9][0-9]*");

    /** The first process sees more of its name space than one that was put into a folder. */
    private static final Comparator<String> AS_NUMBERS =
            Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder());

    /** Its mounts are those of the system. */
    private static final String INIT = "1";

    private final HostFiles files;
    private final OpenNodes open;
    private final Map<String, NameSpace> nameSpaces = new HashMap<>();
    private final List<String> unseen = new ArrayList<>();
    private int hidden;
    private int seen;

    Processes(HostFiles files) {
        this.files = files;
        this.open = new OpenNodes(files);
    }

    /** Looks at all processes. */
    void read() {
        try {
            List<String> pids =
                    files.list("proc").stream()
                            .filter(entry -> PID.matcher(entry).matches())
                            .sorted(AS_NUMBERS)
                            .toList();
            if (!pids.isEmpty() && !pids.contains(INIT)) {
                unseen.add(
                        "processes of others are hidden (hidepid of /proc), and take root or"
                                + " CAP_SYS_PTRACE to be seen");
            }
            pids.forEach(this::read);
        } catch (IOException e) {
            unseen.add("the processes cannot be listed: " + e.getMessage());
            return;
        }
        if (hidden > 0) {
            unseen.add(
                    "open files and mount name spaces of "
                            + hidden
                            + " of "
                            + (hidden + seen)
                            + " processes cannot be seen, which takes root, or CAP_SYS_PTRACE with CAP_DAC_READ_SEARCH");
        } else if (seen == 0) {
            unseen.add("open files of processes were not recorded");
        }
    }

    private void read(String pid) {
        String process = "proc/" + pid;
        if (isShown(pid, process)) {
            seen++;
        } else if (isDead(process)) {
            readThreads(pid, process + "/task");
        } else {
            hidden++;
        }
    }

    /** The first thread may end before the others, which keep what the process has open. */
    private void readThreads(String pid, String folder) {
        try {
            List<String> threads =
                    files.list(folder).stream().filter(thread -> !thread.equals(pid)).toList();
            List<String> unseenOnes =
                    threads.stream()
                            .map(thread -> folder + "/" + thread)
                            .filter(thread -> !isShown(pid, thread) && !isDead(thread))
                            .toList();
            if (!unseenOnes.isEmpty()) {
                hidden++;
            } else if (!threads.isEmpty()) {
                seen++;
            }
        } catch (NoSuchFileException e) {
            // Gone, or of a recorded host
        } catch (IOException e) {
            hidden++;
        }
    }

    private boolean isShown(String pid, String thread) {
        Optional<NameSpace> space = nameSpace(pid, thread);
        return hasShownFiles(pid, space.orElse(NameSpace.UNKNOWN), thread + "/fd")
                && space.isPresent();
    }

    private boolean hasShownFiles(String pid, NameSpace space, String folder) {
        try {
            for (String fd : files.list(folder)) {
                if (!NUMBER.matcher(fd).matches()) {
                    throw new MalformedException("lists no files");
                }
                open.look(pid, space, folder + "/" + fd);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
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

    private Optional<NameSpace> nameSpace(String pid, String thread) {
        try {
            String space = files.link(thread + "/ns/mnt");
            if (!nameSpaces.containsKey(space)) {
                List<Mount> mounts = MountInfo.parse(files.table(thread + "/mountinfo"));
                nameSpaces.put(space, new NameSpace(pid, mounts));
            }
            return Optional.of(nameSpaces.get(space));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Finds what is mounted where this process cannot see it.
     *
     * @param own what this process sees
     * @return the others; those that process 1 does not see either with the name space in their
     *     mount point, since its {@code /} is not the system's
     */
    List<Mount> otherMounts(List<Mount> own) {
        Set<String> known = new HashSet<>();
        for (Mount mount : own) {
            known.add(mount.number() + mount.source());
            known.add(mount.number() + mount.source() + mount.point());
        }
        List<Mount> others = new ArrayList<>();
        nameSpaces.values().stream()
                .sorted(Comparator.comparing(NameSpace::pid, AS_NUMBERS))
                .forEach(
                        space ->
                                space.mounts().stream()
                                        .filter(one -> known.add(key(one, space)))
                                        .map(
                                                one ->
                                                        space.pid().equals(INIT)
                                                                ? one
                                                                : marked(one, space))
                                        .forEach(others::add));
        return others;
    }

    /** Where process 1 has mounted something tells what it is to the system. */
    private static String key(Mount mount, NameSpace space) {
        String what = mount.number() + mount.source();
        return space.pid().equals(INIT) ? what + mount.point() : what;
    }

    private Mount marked(Mount mount, NameSpace space) {
        String point =
                mount.point()
                        + " in the mount name space of "
                        + command(files, space.pid())
                        + " (process "
                        + space.pid()
                        + ")";
        return mount.at(point);
    }

    /** {@return what could not be seen, a sentence each} */
    List<String> unseen() {
        return List.copyOf(unseen);
    }

    /** {@return a use for each process and disk} */
    List<Use> uses(Tracer tracer, Gaps gaps) {
        return open.uses(tracer, gaps);
    }

    /** {@return what a process calls itself} */
    static String command(HostFiles files, String pid) {
        try {
            return files.attribute("proc/" + pid + "/comm").strip();
        } catch (IOException e) {
            return "a command";
        }
    }
}
