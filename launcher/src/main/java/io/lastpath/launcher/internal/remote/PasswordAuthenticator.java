// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import java.io.IOException;
import java.util.Set;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;

/**
 * Lets in who is in the password file. The user becomes the only principal of the connection, the
 * role its public credential. Safe for use by several threads.
 */
final class PasswordAuthenticator implements JMXAuthenticator {

    private final PasswordFile users;

    PasswordAuthenticator(PasswordFile users) {
        this.users = users;
    }

    @Override
    public Subject authenticate(Object credentials) {
        if (!(credentials instanceof String[] pair)
                || pair.length != 2
                || pair[0] == null
                || pair[1] == null) {
            throw new SecurityException("a user and a password are needed");
        }
        Role role = role(pair[0], pair[1].toCharArray());
        return new Subject(true, Set.of(new JMXPrincipal(pair[0])), Set.of(role), Set.of());
    }

    private Role role(String user, char[] password) {
        try {
            return users.login(user, password)
                    .orElseThrow(() -> new SecurityException("wrong user or password"));
        } catch (IOException e) {
            throw new SecurityException("nobody can log in now: " + e.getMessage());
        }
    }
}
