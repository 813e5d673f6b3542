// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Initiator;
import java.util.Set;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;

class JmxCallerTest {

    /** A bean that says who called it. */
    public interface WhoMXBean {

        String getCaller();
    }

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();

    @Test
    void aCallFromWithinTheProcessIsLocal() {
        assertThat(JmxCaller.current()).isEqualTo(Initiator.jmx("local", "local"));
    }

    @Test
    void aConnectionIsKnownByItsPrincipalAndAddress() throws Exception {
        JMXAuthenticator authenticator =
                credentials ->
                        new Subject(
                                true,
                                Set.of(new JMXPrincipal(((String[]) credentials)[0])),
                                Set.of(),
                                Set.of());

        assertThat(callerOver(authenticator)).isEqualTo("jmx anna from 127.0.0.1");
    }

    @Test
    void aConnectionWithoutLoginIsLocalFromItsAddress() throws Exception {
        assertThat(callerOver(null)).isEqualTo("jmx local from 127.0.0.1");
    }

    private String callerOver(JMXAuthenticator authenticator) throws Exception {
        WhoMXBean bean =
                () -> {
                    Initiator caller = JmxCaller.current();
                    return caller.id() + " from " + caller.address();
                };
        beans.registerMBean(new DescribedMBean(bean, WhoMXBean.class), BeanNames.of("Who"));
        try (LoopbackConnector connector = LoopbackConnector.open(beans, authenticator)) {
            return JMX.newMXBeanProxy(connector.connection(), BeanNames.of("Who"), WhoMXBean.class)
                    .getCaller();
        }
    }
}
