// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.util.Objects;
import java.util.Optional;

/**
 * Who starts a DR operation. A DR request belongs to its initiator until it ends: only the same
 * {@code id} may go on with it.
 *
 * @param id the owner's name: {@code pid 123} for a process, {@code jmx NAME} for the principal of
 *     a JMX connection
 * @param pid the process id; {@link #NO_PID} where the initiator is no process of this host
 * @param address where it called from, for the record only: a host name or address, or {@code
 *     local}
 */
public record Initiator(String id, long pid, String address) {
    /** Stands for a process id where there is none. */
    public static final long NO_PID = -1;

    private static final String JMX = "jmx ";

    /** Checks that nothing is missing. */
    public Initiator {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(address, "address");
        if (id.isBlank()) {
            throw new IllegalArgumentException("an initiator needs an id");
        }
    }

    /**
     * A process of this host.
     *
     * @param pid its id
     * @return the initiator
     */
    public static Initiator process(long pid) {
        return new Initiator("pid " + pid, pid, "local");
    }

    /**
     * The principal of a JMX connection, whichever connection it comes by.
     *
     * @param principal its name; {@code local} for a local attach, which has none
     * @param address where the connection comes from
     * @return the initiator
     */
    public static Initiator jmx(String principal, String address) {
        return new Initiator(JMX + principal, NO_PID, address);
    }

    /** {@return the principal of a JMX connection; empty for any other initiator} */
    public Optional<String> principal() {
        return pid == NO_PID && id.startsWith(JMX)
                ? Optional.of(id.substring(JMX.length()))
                : Optional.empty();
    }

    /**
     * Tells whether what one holds is the other's too.
     *
     * @param other another initiator
     * @return whether both have the same id, wherever they called from
     */
    public boolean isSameAs(Initiator other) {
        return id.equals(other.id);
    }
}
