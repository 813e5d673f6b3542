// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tree;

import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.log.Logger;

/** The device tree of a Linux host. Safe for use by several threads. */
public final class LinuxHost implements DeviceTreeSource {

    private final String name;
    private final HostSurvey survey;
    private final Logger logger;
    private final CopyOnWriteArrayList<DeviceTreeListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<HostSurvey.Result> last = Optional.empty();

    /**
     * A host that was not read yet.
     *
     * @param name what it is, in a few words
     * @param survey reads it
     * @param logger told of listeners that fail
     */
    public LinuxHost(String name, HostSurvey survey, Logger logger) {
        this.name = name;
        this.survey = survey;
        this.logger = logger;
    }

    @Override
    public DeviceTree snapshot() throws DeviceTreeException {
        try {
            HostSurvey.Result result = survey.full();
            last = Optional.of(result);
            return new LinuxTree(result.nodes());
        } catch (IOException e) {
            last = Optional.empty();
            throw new DeviceTreeException(name + " cannot be read: " + e.getMessage(), e);
        }
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

    /** Tells the listeners that something changed. */
    public void announce() {
        for (DeviceTreeListener listener : listeners) {
            try {
                listener.changed(this);
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
