// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Connects to instances on this host by attach, to others by remote JMX. */
public final class AttachOrJmx implements Connections {

    /** Held, so that its level is not forgotten: the JDK talks of lost connections by itself. */
    private static final Logger JMX_CLIENT = Logger.getLogger("javax.management.remote.misc");

    private final LocalInstances local = new LocalInstances();

    /** Connects quietly: whoever asks says what went wrong. */
    public AttachOrJmx() {
        JMX_CLIENT.setLevel(Level.OFF);
    }

    @Override
    public RuntimeConnection open(Target target, Consumer<String> say) {
        return target.address().isPresent()
                ? RemoteInstances.open(target)
                : local.open(target.pid(), say);
    }
}
