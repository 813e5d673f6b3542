// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Constants;

/** The framework's properties for a home. */
final class FrameworkSettings {

    private FrameworkSettings() {}

    /**
     * Builds the properties.
     *
     * @param home where it works
     * @param startLevel the level at which everything runs
     * @param root the folder that holds the files of the host to be looked at; empty for this host
     * @param journals the folder of the journal
     * @param isScenario whether that is of a scenario, which is what the instance is started for
     * @return the properties
     */
    static Map<String, String> of(
            Home home, int startLevel, Optional<Path> root, Path journals, boolean isScenario) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, home.data().resolve("framework").toString());
        // What is installed is what the folders hold, not what an earlier run left behind.
        settings.put(
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, String.valueOf(startLevel));
        settings.put("lastpath.home", home.folder().toString());
        settings.put("lastpath.settings", String.join(",", home.settings()));
        settings.put("lastpath.data", journals.toString());
        settings.put("lastpath.scenario.only", String.valueOf(isScenario));
        root.ifPresent(folder -> settings.put("lastpath.root", folder.toString()));
        logging(settings, home);
        fileInstall(settings, home, startLevel);
        return settings;
    }

    private static void logging(Map<String, String> settings, Home home) {
        settings.put(
                "org.ops4j.pax.logging.StaticLogbackFile", LogConfiguration.file(home).toString());
        settings.put("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
        settings.put("ds.loglevel", "2"); // warnings
    }

    private static void fileInstall(Map<String, String> settings, Home home, int startLevel) {
        settings.put("felix.fileinstall.dir", home.etc() + "," + home.deploy());
        settings.put("felix.fileinstall.tmpdir", home.data().resolve("fileinstall").toString());
        settings.put("felix.fileinstall.filter", "[^.].*\\.(cfg|config|jar)");
        settings.put("felix.fileinstall.poll", "500");
        // Configurations are there before what they configure starts.
        settings.put("felix.fileinstall.noInitialDelay", "true");
        settings.put("felix.fileinstall.start.level", String.valueOf(startLevel));
        // etc/ belongs to the administrator.
        settings.put("felix.fileinstall.enableConfigSave", "false");
        settings.put("felix.fileinstall.log.level", "2"); // warnings
    }
}
