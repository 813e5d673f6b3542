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
}
