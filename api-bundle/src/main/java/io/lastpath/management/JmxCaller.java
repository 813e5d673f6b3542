// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import io.lastpath.rcm.Initiator;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.security.AccessController;
import java.security.Principal;
import javax.security.auth.Subject;

/** Who is calling an operation of a bean, as far as JMX tells. */
public final class JmxCaller {

    private JmxCaller() {}

    /**
     * Finds out who calls.
     *
     * @return the first principal and the address of the JMX connection that the current thread
     *     serves; both {@code local} for a call from within this process, the principal for a
     *     connection that was not authenticated as well
     */
    @SuppressWarnings("removal") // Subject.current() replaces it, from Java 18 on only
    public static Initiator current() {
        Subject subject = Subject.getSubject(AccessController.getContext());
        String principal =
                subject == null
                        ? "local"
                        : subject.getPrincipals().stream()
                                .findFirst()
                                .map(Principal::getName)
                                .orElse("local");
        return Initiator.jmx(principal, address());
    }

    private static String address() {
        try {
            return RemoteServer.getClientHost();
        } catch (ServerNotActiveException e) {
            return "local"; // called within this process
        }
    }
}
