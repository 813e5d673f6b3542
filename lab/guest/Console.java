// SPDX-License-Identifier: CDDL-1.0

import com.sun.tools.attach.VirtualMachine;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Asks a running instance over JMX as JConsole does, a line of JSON for each line of the input, so that not every question
 * takes a Java machine of its own: {@code BEAN ATTRIBUTE}, or {@code BEAN OPERATION ARGUMENT}.
 */
public final class Console {

    private Console() {}

    public static void main(String[] args) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(args[0]);
        JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
        try (JMXConnector connector = JMXConnectorFactory.connect(address);
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in))) {
            ObjectMapper json = new ObjectMapper();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(json.writeValueAsString(ask(connector.getMBeanServerConnection(), line)));
                System.out.flush();
            }
        }
    }

    private static Object ask(MBeanServerConnection server, String line) {
        String[] words = line.split(" ", 3);
        try {
            ObjectName bean = new ObjectName("io.lastpath:type=" + words[0]);
            if (words.length == 2) {
                return plain(server.getAttribute(bean, words[1]));
            }
            String[] signature = {String.class.getName()};
            return plain(server.invoke(bean, words[1], new Object[] {words[2]}, signature));
        } catch (Exception e) {
            return Map.of("error", String.valueOf(e.getMessage()));
        }
    }

    private static Object plain(Object value) {
        if (value instanceof CompositeData data) {
            Map<String, Object> members = new LinkedHashMap<>();
            data.getCompositeType().keySet().forEach(key -> members.put(key, plain(data.get(key))));
            return members;
        }
        return value instanceof Object[] list ? Arrays.stream(list).map(Console::plain).toList() : value;
    }
}
