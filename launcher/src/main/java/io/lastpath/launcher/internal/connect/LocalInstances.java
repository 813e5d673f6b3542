// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import io.lastpath.launcher.Main;
import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The instances on this host that this user may attach to. */
final class LocalInstances {

    private static final String ATTACH_MODULE = "jdk.attach";
    private static final String ROOT = "root";
    private static final Path PROCESSES = Path.of("/proc");

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
        return attach(
                pid.orElseGet(
                        () ->
                                only(
                                        list(LocalInstances::isOwn),
                                        () -> list(process -> !isOwn(process)))));
    }

    /**
     * Chooses the instance that is meant where none is named: never one of another user, whom only
     * root can attach to.
     *
     * @param own those of this user
     * @param others finds those of other users
     * @return the process of the only one
     */
    static long only(List<Instance> own, Supplier<List<Instance>> others) {
        if (own.isEmpty()) {
            throw new LauncherException(ExitCode.NOTHING_RUNNING, none(others.get()));
        }
        if (own.size() > 1) {
            throw new LauncherException(
                    ExitCode.USAGE,
                    "several instances are running; choose one with --pid: " + text(own));
        }
        return own.get(0).pid();
    }

    private static String none(List<Instance> others) {
        return "no instance of user "
                + System.getProperty("user.name")
                + " is running here; "
                + (others.isEmpty()
                        ? "start one with 'lastpath run'"
                        : "choose one of another user with --pid: "
                                + text(others)
                                + "; start one of your own with 'lastpath run'")
                + ", or name a remote one with --jmx HOST:PORT";
    }

    private static String text(List<Instance> instances) {
        return instances.stream()
                .map(each -> each.pid() + " (home " + each.home() + ")")
                .collect(Collectors.joining(", "));
    }

    /** A process whose owner cannot be told is no own one. Without /proc, users are not told. */
    private static boolean isOwn(String process) {
        if (!Files.isDirectory(PROCESSES.resolve(ownPid()))) {
            return true;
        }
        try {
            return Files.getOwner(PROCESSES.resolve(process))
                    .equals(Files.getOwner(PROCESSES.resolve(ownPid())));
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Instance> list(Predicate<String> wanted) {
        return VirtualMachine.list().stream()
                .filter(each -> each.displayName().startsWith(Main.class.getName()))
                .filter(each -> !each.id().equals(ownPid()))
                .filter(each -> wanted.test(each.id()))
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
            refuseIfOfAnother(pid, e);
            throw new LauncherException(
                    ExitCode.NOTHING_RUNNING,
                    "process " + pid + " is no instance: it does not answer as Java does",
                    e);
        } catch (IOException e) {
            refuseIfOfAnother(pid, e);
            throw new LauncherException(
                    ExitCode.FAILED,
                    "process "
                            + pid
                            + " cannot be attached to: "
                            + e.getMessage()
                            + remedy(pid, Files.exists(socket(pid))),
                    e);
        }
    }

    /** {@return where Java processes listen for who attaches; those that are killed leave it} */
    private static Path socket(long pid) {
        return Path.of("/tmp/.java_pid" + pid);
    }

    /**
     * Says what to do about a process of this user that cannot be attached to.
     *
     * @param pid the process
     * @param listened whether it, or one of the same number before it, has listened
     * @return the rest of a sentence
     */
    static String remedy(long pid, boolean listened) {
        return (listened
                        ? "; "
                                + socket(pid)
                                + " may be of a process with that number that has ended: remove it,"
                                + " and ask again without --pid"
                        : "; 'ps -fp " + pid + "' tells what it is; ask again without --pid")
                + ", or reach the instance by remote JMX with --jmx HOST:PORT";
    }

    /** Java itself only says that a file is not secure, or that a socket did not open. */
    private static void refuseIfOfAnother(long pid, Exception e) {
        String user = System.getProperty("user.name");
        if (isOwn(String.valueOf(pid)) || user.equals(ROOT)) {
            return;
        }
        throw new LauncherException(ExitCode.FAILED, ofAnother(pid, owner(pid), user), e);
    }

    /**
     * Says whose process it is, and what to do.
     *
     * @param pid the process
     * @param owner whose it is; empty where that cannot be told
     * @param user who wants to attach to it
     * @return a sentence
     */
    static String ofAnother(long pid, Optional<String> owner, String user) {
        return "process "
                + pid
                + " is one of "
                + owner.map(name -> "user " + name).orElse("another user")
                + ", and user "
                + user
                + " may not attach to it; run this as "
                + owner.filter(name -> !name.equals(ROOT))
                        .map(name -> "user " + name + " or as root")
                        .orElse("root")
                + ", or reach the instance by remote JMX with --jmx HOST:PORT";
    }

    private static Optional<String> owner(long pid) {
        try {
            return Optional.of(Files.getOwner(PROCESSES.resolve(String.valueOf(pid))).getName());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
