// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import io.lastpath.management.BeanNames;
import io.lastpath.management.JmxCaller;
import java.util.Set;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanException;
import javax.management.ObjectName;
import javax.management.ReflectionException;

/**
 * Lets operators, and nobody else, invoke operations: ours, and the Java machine's own, which a
 * console needs for its tabs.
 */
final class RoleGuard extends DelegatingServer {

    private static final Set<String> DOMAINS = Set.of(BeanNames.DOMAIN, "java.lang");

    @Override
    public Object invoke(ObjectName name, String operation, Object[] values, String[] signature)
            throws InstanceNotFoundException, MBeanException, ReflectionException {
        if (!roles().contains(Role.OPERATOR)) {
            throw new SecurityException(
                    "access denied: invoking " + operation + " takes the role operator");
        }
        if (!DOMAINS.contains(name.getDomain())) {
            throw new SecurityException(
                    "access denied: nobody may invoke " + operation + " of " + name);
        }
        return getMBeanServer().invoke(name, operation, values, signature);
    }

    private static Set<Role> roles() {
        return JmxCaller.subject()
                .map(subject -> subject.getPublicCredentials(Role.class))
                .orElse(Set.of());
    }
}
