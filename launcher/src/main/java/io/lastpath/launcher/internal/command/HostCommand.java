// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.connect.HostAdapters;
import io.lastpath.launcher.internal.connect.Judgement;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.connect.Target;
import io.lastpath.launcher.internal.recorded.RecordedInstance;
import io.lastpath.management.MpxioMXBean;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A question about a host: asked of a running instance, or of a folder with a host's files. */
abstract class HostCommand extends InstanceCommand {

    private static final String NO_DISK = "There is no multipathed disk on this host";

    private static final String NOT_KNOWN = "Not known: ";

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description =
                    "Answer for the Linux host whose files this folder holds, without a running"
                            + " instance; / is this host.")
    private Optional<Path> folder;

    @Override
    final RuntimeConnection connect() throws IOException {
        if (folder.isEmpty()) {
            RuntimeConnection instance = super.connect();
            Judgement.await(instance, this::remark);
            return instance;
        }
        if (!root().target().equals(Target.LOCAL)) {
            throw new LauncherException(
                    ExitCode.USAGE,
                    "--root asks no instance: leave out --pid and --jmx, or --root");
        }
        return RecordedInstance.open(
                root().surroundings().distribution(), folder.get(), this::remark);
    }

    @Override
    final boolean hostIsNamed() {
        return folder.isPresent();
    }

    /** {@return what is said where nothing was found: nothing is known of what was not read} */
    static String ifNone(RuntimeConnection instance, String none) {
        MpxioMXBean mpxio = instance.mpxio();
        if (mpxio.isStale()) {
            return NOT_KNOWN + mpxio.getStaleReason();
        }
        List<String> unreadable = mpxio.getUnreadable();
        if (!unreadable.isEmpty()) {
            return NOT_KNOWN + "incomplete: " + unreadable.get(0);
        }
        List<String> missing = instance.coordinator().getMissingModules();
        if (!missing.isEmpty()) {
            return NOT_KNOWN + missing.get(0);
        }
        String problem = instance.coordinator().getJournalProblem();
        return problem.isEmpty() ? none : NOT_KNOWN + problem;
    }

    /** {@return the document of a table, with what may make it untrue} */
    static Map<String, Object> document(RuntimeConnection instance, String name, Object rows)
            throws IOException {
        MpxioMXBean mpxio = instance.mpxio();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(name, rows);
        document.put("stale", mpxio.getStaleReason());
        document.put("incomplete", mpxio.getUnreadable());
        addHost(instance, document);
        return document;
    }

    /** Adds which host a document is about, and what to know of the sources of its tree. */
    static void addHost(RuntimeConnection instance, Map<String, Object> document)
            throws IOException {
        document.put("recordedHost", HostAdapters.recordedHost(instance).orElse(""));
        document.put("treeRemarks", HostAdapters.remarks(instance));
    }

    /**
     * Says that a host has no multipathing. Where something is to be said of its sources, such as
     * that file systems have lost their disks, that follows on the standard error.
     */
    static String nothing(RuntimeConnection instance) throws IOException {
        return HostAdapters.remarks(instance).isEmpty()
                ? NO_DISK + ", so there is no last path to lose."
                : NO_DISK + " now.";
    }

    @Override
    final String statusCommand() {
        return folder.map(root -> "lastpath status --root " + root).orElse(super.statusCommand());
    }

    /**
     * Tells whether the host was read and judged and has no multipathed disk at all. Before that
     * there is a remark about the audit, as there is one whenever something is in doubt.
     */
    static boolean hasNothing(RuntimeConnection instance) {
        MpxioMXBean mpxio = instance.mpxio();
        return !mpxio.getAdapter().isEmpty()
                && !mpxio.isStale()
                && mpxio.getClientCount() == 0
                && mpxio.getPhciCount() == 0
                && mpxio.getLostClientCount() == 0
                && mpxio.getUnreadableCount() == 0
                && mpxio.getTableSequence() > 0
                && mpxio.getAuditRemarks().isEmpty();
    }
}
