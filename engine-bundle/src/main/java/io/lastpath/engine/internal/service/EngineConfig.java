// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The coordinator's settings. */
@ObjectClassDefinition(name = "Coordinator", description = "Asks modules and waits for them.")
public @interface EngineConfig {

    /** {@return how long a callback of a module may take, in milliseconds} */
    @AttributeDefinition(
            name = "Callback time limit",
            description =
                    "How long a callback of a module may take, in milliseconds, where the module does"
                            + " not say itself.",
            min = "1")
    long callbackTimeLimitMillis() default 60_000;

    /** {@return where open DR requests are kept} */
    @AttributeDefinition(
            name = "Journal",
            description =
                    "The file in which open DR requests outlive the coordinator; read at the start"
                            + " only. Empty for 'journal' in the data folder of the distribution,"
                            + " or of the bundle where there is none.")
    String journal() default "";

    /** {@return where the log sends the audit to} */
    @AttributeDefinition(
            name = "Audit log",
            description =
                    "The file to which the log's configuration sends operations, looked at after"
                            + " each one; read at the start only. Empty for 'log/audit.log' of the"
                            + " distribution, 'none' for not to look.")
    String auditLog() default "";

    /** {@return how long a JMX principal without a connection keeps its DR requests, in seconds} */
    @AttributeDefinition(
            name = "Connection grace",
            description =
                    "After how many seconds without a connection or a request a JMX principal counts"
                            + " as gone, so that its DR requests are undone; 0 for never.",
            min = "0")
    long connectionGraceSeconds() default 86_400;

    /** {@return how long after the start modules are waited for in silence, in milliseconds} */
    @AttributeDefinition(
            name = "Recovery patience",
            description =
                    "How long after the start the modules are waited for that an earlier run called,"
                            + " in milliseconds, before its DR requests say that they need a person.",
            min = "0")
    long recoveryPatienceMillis() default 30_000;

    /** {@return names of the modules without which nothing is called safe} */
    @AttributeDefinition(
            name = "Required modules",
            description =
                    "Names of modules, separated by blanks. While one of them is not in service every"
                            + " verdict that a person gets is UNKNOWN, and an offline is refused. Empty"
                            + " for none.")
    String requiredModules() default "mpxio";
}
