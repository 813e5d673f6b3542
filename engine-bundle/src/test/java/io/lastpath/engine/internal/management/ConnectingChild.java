// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.management;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXServiceURL;

/** A process of its own that holds a JMX connection open until it is killed. */
final class ConnectingChild implements AutoCloseable {

    private final Process process;

    private ConnectingChild(Process process) {
        this.process = process;
    }

    /** Starts it and waits until it is connected. */
    static ConnectingChild connect(JMXServiceURL address, String principal) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ConnectingChild.class.getName(),
                                address.toString(),
                                principal)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        if (said.readLine() == null) {
            throw new IOException("the child did not connect");
        }
        return new ConnectingChild(process);
    }

    public static void main(String[] arguments) throws IOException {
        try (JMXConnector connector =
                LoopbackServer.connectAudibly(new JMXServiceURL(arguments[0]), arguments[1])) {
            System.out.println(connector.getConnectionId());
            System.in.read(); // ends with whoever holds the other end
        }
    }

    /** Ends it with SIGKILL: it says no good-bye. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
