// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.support;

import io.lastpath.mpxio.internal.MpxioSettings;
import java.lang.annotation.Annotation;

/** Makes settings as ConfigAdmin would. */
public final class Settings {

    private Settings() {}

    public static MpxioSettings.Config config(String analysis, int beanLimit) {
        return config(analysis, beanLimit, 30_000);
    }

    public static MpxioSettings.Config config(
            String analysis, int beanLimit, int readTimeLimitMillis) {
        return config(analysis, beanLimit, readTimeLimitMillis, "");
    }

    public static MpxioSettings.Config config(
            String analysis, int beanLimit, int readTimeLimitMillis, String adapter) {
        return new MpxioSettings.Config() {
            @Override
            public String analysis() {
                return analysis;
            }

            @Override
            public int beanLimit() {
                return beanLimit;
            }

            @Override
            public int readTimeLimitMillis() {
                return readTimeLimitMillis;
            }

            @Override
            public String adapter() {
                return adapter;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return MpxioSettings.Config.class;
            }
        };
    }

    public static MpxioSettings of(String analysis, int beanLimit) {
        return new MpxioSettings(config(analysis, beanLimit), new Logs().logger());
    }
}
