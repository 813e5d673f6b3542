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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The instances on this host that this user may attach to. Safe for use by several threads. */
final class LocalInstances {

    private static final String ATTACH_MODULE = "jdk.attach";
    private static final String ROOT = "root";
    private static final Path PROCESSES = Path.of("/proc");

    /** What runs an instance, if only for an answer; a file of arguments may say so. */
    private static final Pattern INSTANCE =
            Pattern.compile(".* (run|demo|--root.*|@.*)( .*)?", Pattern.DOTALL);

    /** Whoever is asked again and again, and still has not answered the first time, costs once. */
    private final Map<Long, Attempt<Optional<Instance>>> asked = new ConcurrentHashMap<>();

    /**
     * Connects to an instance.
     *
     * @param pid its process; empty for the only one
     * @param say told after a second of each process that does not answer yet
     * @return the connection
     */
    RuntimeConnection open(Optional<Long> pid, Consumer<String> say) {
        if (ModuleLayer.boot().findModule(ATTACH_MODULE).isEmpty()) {
            throw new LauncherException(
                    ExitCode.FAILED,
                    "this Java ("
                            + System.getProperty("java.home")
                            + ") cannot attach to processes: it lacks the module "
                            + ATTACH_MODULE
                            + "; use a JDK or --jmx");
        }
        long chosen =
                pid.orElseGet(
                        () ->
                                only(
                                        list(LocalInstances::isOwn, say),
                                        () -> list(process -> !isOwn(process), say)));
        return Attempt.begin(chosen, () -> attach(chosen))
                .await(
                        say,
                        () -> {
                            throw silent(chosen);
                        });
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
        if (own.get(0).isSilent()) {
            throw silent(own.get(0).pid());
        }
        return own.get(0).pid();
    }

    private static LauncherException silent(long pid) {
        return new LauncherException(
                ExitCode.NOTHING_RUNNING,
                "process "
                        + pid
                        + " does not answer, for "
                        + Attempt.LIMIT.toSeconds()
                        + " s now; it may be stopped (SIGSTOP, or Ctrl-Z in its terminal): 'kill"
                        + " -CONT "
                        + pid
                        + "' lets it go on; if that does not help, look into its log");
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
        return instances.stream().map(Instance::text).collect(Collectors.joining(", "));
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

    /** Asks all at once: several may be stopped. */
    private List<Instance> list(Predicate<String> wanted, Consumer<String> say) {
        Map<Long, Attempt<Optional<Instance>>> attempts = new TreeMap<>();
        VirtualMachine.list().stream()
                .filter(each -> mayBeInstance(each.displayName()))
                .filter(each -> !each.id().equals(ownPid()))
                .filter(each -> wanted.test(each.id()))
                .forEach(each -> attempts.put(Long.valueOf(each.id()), ask(each)));
        return attempts.entrySet().stream()
                .flatMap(each -> instance(each.getKey(), each.getValue(), say).stream())
                .toList();
    }

    private Attempt<Optional<Instance>> ask(VirtualMachineDescriptor process) {
        return asked.compute(
                Long.valueOf(process.id()),
                (pid, before) ->
                        before != null && before.isPending()
                                ? before
                                : Attempt.begin(pid, () -> instance(process)));
    }

    private static Optional<Instance> instance(
            long pid, Attempt<Optional<Instance>> attempt, Consumer<String> say) {
        return attempt.await(say, () -> Optional.of(Instance.silent(pid)));
    }

    /** Commands have the same main class; one of them that is stopped is in nobody's way. */
    private static boolean mayBeInstance(String commandLine) {
        return commandLine.startsWith(Main.class.getName())
                && INSTANCE.matcher(commandLine).matches();
    }

    private static String ownPid() {
        return String.valueOf(ProcessHandle.current().pid());
    }

    /** Without a home it is none, or not yet; and it may end any moment. */
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
