// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tree;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.linux.internal.facts.ClientFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.log.Logger;

/** The device tree of a Linux host. Safe for use by several threads. */
public final class LinuxHost implements DeviceTreeSource {

    private final String name;
    private final String prefix;
    private final HostSurvey survey;
    private final Logger logger;
    private final CopyOnWriteArrayList<DeviceTreeListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<HostSurvey.Result> last = Optional.empty();

    /**
     * A host that was not read yet.
     *
     * @param name what it is, in a few words
     * @param root the folder that holds its files, so that those that cannot be read are named with
     *     their full path
     * @param survey reads it
     * @param logger told of listeners that fail
     */
    public LinuxHost(String name, Path root, HostSurvey survey, Logger logger) {
        this.name = name;
        this.prefix = root.getParent() == null ? "" : root.toAbsolutePath().toString();
        this.survey = survey;
        this.logger = logger;
    }

    @Override
    public DeviceTree snapshot() throws DeviceTreeException {
        try {
            HostSurvey.Result result = survey.full();
            last = Optional.of(result);
            return new LinuxTree(result.nodes().stream().map(this::located).toList());
        } catch (IOException e) {
            last = Optional.empty();
            throw new DeviceTreeException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What is no file, such as a tool, has its name only. */
    private DeviceNode located(DeviceNode node) {
        return node instanceof DeviceNode.Unreadable gap && gap.where().startsWith("/")
                ? new DeviceNode.Unreadable(prefix + gap.where(), gap.reason())
                : node;
    }

    /** {@return the last snapshot's content; empty where there is none or it failed} */
    public Optional<HostSurvey.Result> last() {
        return last;
    }

    @Override
    public String description() {
        List<String> missing = survey.missing();
        return missing.isEmpty() ? name : name + "; " + String.join("; ", missing);
    }

    @Override
    public List<String> remarks() {
        Optional<HostSurvey.Result> known = last;
        List<String> remarks = new ArrayList<>(onSources(known));
        known.ifPresent(result -> remarks.addAll(result.lost()));
        remarks.addAll(onHanging());
        return List.copyOf(remarks);
    }

    private List<String> onHanging() {
        List<String> hanging = survey.hanging();
        return switch (hanging.size()) {
            case 0 -> List.of();
            case 1 -> List.of("the read of " + prefix + hanging.get(0) + " hangs");
            default ->
                    List.of(
                            hanging.size()
                                    + " reads hang, for example of "
                                    + prefix
                                    + hanging.get(0));
        };
    }

    /** Only maps have sources that may be missing. */
    private List<String> onSources(Optional<HostSurvey.Result> known) {
        boolean mapped =
                known.stream()
                        .flatMap(result -> result.facts().clients().stream())
                        .anyMatch(ClientFacts::mapped);
        return mapped ? remarks(survey.missing()) : List.of();
    }

    private static List<String> remarks(List<String> missing) {
        String reasons = String.join("; ", missing);
        return switch (missing.size()) {
            case 0 -> List.of();
            case 1 -> List.of("path states of maps lack a source: " + reasons);
            default ->
                    List.of(
                            "path states of maps are from sysfs alone, so that a path that has"
                                    + " failed may show as online: "
                                    + reasons);
        };
    }

    /** Tells the listeners that something changed. */
    public void announce() {
        tell(listener -> listener.changed(this));
    }

    /** Tells the listeners that a look has found nothing changed. */
    public void announceUnchanged() {
        tell(listener -> listener.unchanged(this));
    }

    private void tell(Consumer<DeviceTreeListener> news) {
        for (DeviceTreeListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                logger.error("A listener to {} failed.", name, e);
            }
        }
    }

    @Override
    public void addListener(DeviceTreeListener listener) {
        listeners.addIfAbsent(listener);
    }

    @Override
    public void removeListener(DeviceTreeListener listener) {
        listeners.remove(listener);
    }
}
