// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Reasons;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Json;
import io.lastpath.launcher.internal.output.LostAnswerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.file.FileSystemException;
import java.rmi.RemoteException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.InstanceNotFoundException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says in one sentence what went wrong, and with which exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final String BROKEN =
            "the connection to the instance broke before it answered, so the outcome is open:"
                    + " 'lastpath status' tells, after the next start if the instance has ended";

    private final Lastpath root;

    Failures(Lastpath root) {
        this.root = root;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        boolean json = root.isJson() || Arrays.asList(arguments).contains("--json");
        String name = command.getCommandSpec().qualifiedName();
        say(command.getErr(), json, e.getMessage() + "; see '" + name + " --help'", ExitCode.USAGE);
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        Throwable e = thrown;
        while (e instanceof UndeclaredThrowableException && e.getCause() != null) {
            e = e.getCause(); // a bean's proxy could not declare it
        }
        if (e instanceof RemoteException || (e != thrown && e instanceof IOException)) {
            say(command.getErr(), root.isJson(), BROKEN, ExitCode.FAILED);
            return ExitCode.FAILED;
        }
        if (e instanceof LostAnswerException && root.surroundings().pipe()) {
            return ExitCode.NOBODY_READS; // silent, as other tools are: head has read enough
        }
        int code = code(e);
        say(command.getErr(), root.isJson(), sentence(e), code);
        return code;
    }

    /** Of a file that could not be used, Java's message is often no more than its name. */
    private static String sentence(Throwable e) {
        if (e instanceof FileSystemException file) {
            return Reasons.where(file, "a file") + " cannot be used: " + Reasons.of(file);
        }
        if (e instanceof InstanceNotFoundException) {
            return RuntimeConnection.gone(e.getMessage());
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static int code(Throwable e) {
        if (e instanceof LauncherException ours) {
            return ours.exitCode();
        }
        // An operation of a bean says so of what it was given.
        return e instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.FAILED;
    }

    private static void say(PrintWriter err, boolean json, String message, int code) {
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("error", message);
            document.put("exitCode", code);
            err.println(Json.document(document));
        } else {
            err.println("lastpath: " + message);
        }
        err.flush();
    }
}
