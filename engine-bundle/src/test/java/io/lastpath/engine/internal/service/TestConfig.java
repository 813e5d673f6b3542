// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import java.lang.annotation.Annotation;
import java.util.function.LongSupplier;

/** The settings that a test needs. */
record TestConfig(
        LongSupplier limitMillis,
        long connectionGraceSeconds,
        long recoveryPatienceMillis,
        String requiredModules)
        implements EngineConfig {

    TestConfig(LongSupplier limitMillis, long connectionGraceSeconds, long recoveryPatienceMillis) {
        this(limitMillis, connectionGraceSeconds, recoveryPatienceMillis, "");
    }

    @Override
    public long callbackTimeLimitMillis() {
        return limitMillis.getAsLong();
    }

    @Override
    public String journal() {
        return "";
    }

    @Override
    public String auditLog() {
        return "none";
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return EngineConfig.class;
    }
}
