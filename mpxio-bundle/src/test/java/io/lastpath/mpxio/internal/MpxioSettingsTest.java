// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.mpxio.internal.support.Logs;
import io.lastpath.mpxio.internal.support.Settings;
import org.junit.jupiter.api.Test;

class MpxioSettingsTest {

    private final Logs logs = new Logs();
    private final MpxioSettings settings =
            new MpxioSettings(Settings.config("exact", 256), logs.logger());

    @Test
    void theReadTimeLimitCanBeChangedWithinItsBounds() {
        assertThat(settings.readTimeLimitMillis()).isEqualTo(30_000);

        settings.modified(Settings.config("exact", 256, 100));
        assertThat(settings.readTimeLimitMillis()).isEqualTo(100);
        settings.modified(Settings.config("exact", 256, 3_600_000));
        assertThat(settings.readTimeLimitMillis()).isEqualTo(3_600_000);
        assertThat(logs.lines()).isEmpty();
    }

    @Test
    void aReadTimeLimitOutsideItsBoundsIsLoggedAndChangesNothing() {
        settings.modified(Settings.config("exact", 256, 99));
        settings.modified(Settings.config("exact", 256, 3_600_001));

        assertThat(settings.readTimeLimitMillis()).isEqualTo(30_000);
        assertThat(logs.lines())
                .hasSize(2)
                .allMatch(line -> line.contains("readTimeLimitMillis") && line.contains("100 to"));
    }
}
