// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import javax.net.ServerSocketFactory;

/**
 * Opens server sockets on one address only. One factory for the registry and for the connector, so
 * that both share a port and a listener.
 */
final class BoundSocketFactory implements RMIServerSocketFactory {

    private static final int BACKLOG = 50;

    private final InetAddress address;
    private final ServerSocketFactory sockets;

    BoundSocketFactory(InetAddress address, ServerSocketFactory sockets) {
        this.address = address;
        this.sockets = sockets;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return sockets.createServerSocket(port, BACKLOG, address);
    }
}
