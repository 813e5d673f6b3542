// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.consumers.internal.parse.Mount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads what processes have open and where they have mounted what, and says what of that could not
 * be seen. For one thread.
 */
final class Processes {

    private static final Pattern PID = Pattern.compile("[1-9][0-9]*");

    private static final Pattern REFUSING =
            Pattern.compile(
                    "^\\S+ \\S+ \\S+ / /proc .* - proc \\S+ (\\S+,)?hidepid=(1|noaccess)\\b",
                    Pattern.MULTILINE);

    private final HostFiles files;
    private final Gaps gaps;
    private final OpenNodes open;
    private final NameSpaces spaces;
    private final ProcessLook look;
    private final List<String> unclear = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();
    private int hidden;
    private int seen;

    Processes(HostFiles files, Gaps gaps) {
        this.files = files;
        this.gaps = gaps;
        this.open = new OpenNodes(files);
        this.spaces = new NameSpaces(files);
        this.look = new ProcessLook(files, open, spaces, isRefusing());
    }

    /** {@return whether /proc is mounted with hidepid=noaccess, see proc(5)} */
    private boolean isRefusing() {
        try {
            return REFUSING.matcher(files.table("proc/self/mountinfo")).find();
        } catch (IOException e) {
            return false; // which who reads the mounts says
        }
    }

    /** Looks at all processes. */
    void read() {
        try {
            List<String> pids =
                    files.list("proc").stream()
                            .filter(entry -> PID.matcher(entry).matches())
                            .sorted(NameSpaces.AS_NUMBERS)
                            .toList();
            if (!pids.isEmpty() && !pids.contains(NameSpaces.INIT)) {
                unseen.add(
                        "processes of others are hidden (hidepid of /proc), and take root or"
                                + " CAP_SYS_PTRACE to be seen");
            }
            pids.forEach(this::read);
            unclear.forEach(this::readAgain);
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
        Sight sight = look.at(pid);
        if (sight == Sight.UNCLEAR) {
            unclear.add(pid);
        } else {
            count(sight);
        }
    }

    /** It may have been ending, or another process tells what is mounted in its name space. */
    private void readAgain(String pid) {
        count(look.at(pid));
        look.unclear().forEach(gaps::anywhere);
    }

    private void count(Sight sight) {
        switch (sight) {
            case ALL, UNCLEAR -> seen++; // a gap tells the rest
            case HIDDEN -> hidden++;
            case GONE -> {}
        }
    }

    /**
     * Finds what is mounted where this process cannot see it.
     *
     * @param own what this process sees
     * @return the others, see {@link NameSpaces#others}
     */
    List<Mount> otherMounts(List<Mount> own) {
        return spaces.others(own);
    }

    /** {@return what could not be seen, a sentence each} */
    List<String> unseen() {
        return List.copyOf(unseen);
    }

    /** {@return a use for each process and disk} */
    List<Use> uses(Tracer tracer) {
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
