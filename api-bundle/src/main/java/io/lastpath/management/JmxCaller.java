// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import io.lastpath.rcm.Initiator;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.security.AccessController;
import java.security.Principal;
import java.util.Optional;
import javax.security.auth.Subject;

/** Who is calling an operation of a bean, as far as JMX tells. */
public final class JmxCaller {

    /** {@code Subject.current()}, which Java 17 lacks; from Java 24 on nothing else works. */
    private static final Optional<MethodHandle> CURRENT = findCurrent();

    private JmxCaller() {}

    /**
     * Finds out who calls.
     *
     * @return the first principal and the address of the JMX connection that the current thread
     *     serves; both {@code local} for a call from within this process, the principal for a
     *     connection that was not authenticated as well
     */
    public static Initiator current() {
        String principal =
                subject().stream()
                        .flatMap(subject -> subject.getPrincipals().stream())
                        .findFirst()
                        .map(Principal::getName)
                        .orElse("local");
        return Initiator.jmx(principal, address());
    }

    /**
     * Finds the subject of the JMX connection that the current thread serves.
     *
     * @return what the authenticator made of the login; empty for a call from within this process
     *     and for a connection that was not authenticated
     */
    @SuppressWarnings("removal") // the only way on Java 17
    public static Optional<Subject> subject() {
        if (CURRENT.isEmpty()) {
            return Optional.ofNullable(Subject.getSubject(AccessController.getContext()));
        }
        try {
            return Optional.ofNullable((Subject) CURRENT.get().invokeExact());
        } catch (Throwable e) {
            throw new IllegalStateException("this Java does not tell who calls: " + e, e);
        }
    }

    private static Optional<MethodHandle> findCurrent() {
        try {
            return Optional.of(
                    MethodHandles.publicLookup()
                            .findStatic(
                                    Subject.class,
                                    "current",
                                    MethodType.methodType(Subject.class)));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return Optional.empty();
        }
    }

    private static String address() {
        try {
            return RemoteServer.getClientHost();
        } catch (ServerNotActiveException e) {
            return "local"; // called within this process
        }
    }
}
