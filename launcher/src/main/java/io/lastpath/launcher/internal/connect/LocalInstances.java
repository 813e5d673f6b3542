// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import io.lastpath.launcher.Main;
import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The instances on this host that this user may attach to. */
final class LocalInstances {

    private static final String ATTACH_MODULE = "jdk.attach";

    private LocalInstances() {}

    /**
     * Connects to an instance.
     *
     * @param pid its process; empty for the only one
     * @return the connection
     */
    static RuntimeConnection open(Optional<Long> pid) {
        if (ModuleLayer.boot().findModule(ATTACH_MODULE).isEmpty()) {
            throw new LauncherException(
                    ExitCode.FAILED,
                    "this Java ("
                            + System.getProperty("java.home")
                            + ") cannot attach to processes: it lacks the module "
                            + ATTACH_MODULE
                            + "; use a JDK or --jmx");
        }
        return attach(pid.orElseGet(() -> only(list())));
    }

    /**
     * Chooses the instance that is meant where none is named.
     *
     * @param instances those that run
     * @return the process of the only one
     */
    static long only(List<Instance> instances) {
        if (instances.isEmpty()) {
            throw new LauncherException(
                    ExitCode.NOTHING_RUNNING,
                    "no instance of user "
                            + System.getProperty("user.name")
                            + " is running here; start one with 'lastpath run', or name a remote"
                            + " one with --jmx HOST:PORT");
        }
        if (instances.size() > 1) {
            String known =
                    instances.stream()
                            .map(each -> each.pid() + " (home " + each.home() + ")")
                            .collect(Collectors.joining(", "));
            throw new LauncherException(
                    ExitCode.USAGE,
                    "several instances are running; choose one with --pid: " + known);
        }
        return instances.get(0).pid();
    }

    private static List<Instance> list() {
        return VirtualMachine.list().stream()
                .filter(each -> each.displayName().startsWith(Main.class.getName()))
                .filter(each -> !each.id().equals(ownPid()))
                .flatMap(each -> instance(each).stream())
                .sorted(Comparator.comparingLong(Instance::pid))
                .toList();
    }

    private static String ownPid() {
        return String.valueOf(ProcessHandle.current().pid());
    }

    /** Other commands have the same main class, but no home; and they may end any moment. */
    private static Optional<Instance> instance(VirtualMachineDescriptor process) {
        try {
            VirtualMachine machine = VirtualMachine.attach(process);
            try {
                return home(machine).map(home -> new Instance(Long.parseLong(process.id()), home));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> home(VirtualMachine machine) throws IOException {
        return Optional.ofNullable(
                machine.getSystemProperties().getProperty(Instance.HOME_PROPERTY));
    }

    private static RuntimeConnection attach(long pid) {
        if (ProcessHandle.of(pid).isEmpty()) {
            throw new LauncherException(
                    ExitCode.NOTHING_RUNNING, "there is no process " + pid + " here");
        }
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
            try {
                if (home(machine).isEmpty()) {
                    throw new LauncherException(
                            ExitCode.NOTHING_RUNNING, "process " + pid + " is no instance");
                }
                JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
                return RuntimeConnection.over(
                        "process " + pid,
                        JMXConnectorFactory.connect(address, RuntimeConnection.ATTENTIVE));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new LauncherException(
                    ExitCode.NOTHING_RUNNING,
                    "process " + pid + " is no instance: it does not answer as Java does",
                    e);
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.FAILED,
                    "process " + pid + " cannot be attached to: " + e.getMessage(),
                    e);
        }
    }
}
