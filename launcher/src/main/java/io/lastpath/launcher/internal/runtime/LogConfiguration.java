// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * What is logged, and where to: as the home says, or as the distribution has it where that cannot
 * be read, since nothing would be logged then, and nobody told. Stateless.
 */
public final class LogConfiguration {

    private static final String NAME = "logback.xml";

    private LogConfiguration() {}

    /**
     * Looks whether the configuration of a home can be read.
     *
     * @param home the home
     * @return a sentence about what is wrong with it, and what holds instead; empty if it is used
     */
    public static Optional<String> flaw(Home home) {
        Path file = home.etc().resolve(NAME);
        return flaw(file)
                .map(
                        why ->
                                file
                                        + " cannot be used: "
                                        + why
                                        + "; the built-in logging configuration holds until the"
                                        + " next start after it was mended");
    }

    /**
     * Chooses the configuration.
     *
     * @param home the home
     * @return the file of the home; if it cannot be read a copy of the built-in one, which is
     *     written to the home's data
     * @throws LauncherException if that cannot be written
     */
    static Path file(Home home) {
        Path own = home.etc().resolve(NAME);
        return flaw(own).isEmpty() ? own : builtIn(home.data().resolve(NAME));
    }

    private static Path builtIn(Path copy) {
        try (InputStream original = LogConfiguration.class.getResourceAsStream("/" + NAME)) {
            Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.FAILED,
                    "the built-in logging configuration cannot be written to "
                            + copy
                            + ": "
                            + Reasons.of(e),
                    e);
        }
    }

    private static Optional<String> flaw(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return Optional.of("it is no file"); // a read of a pipe would never end
        }
        try (InputStream in = Files.newInputStream(file)) {
            LogbackRoot root = new LogbackRoot();
            SAXParserFactory.newNSInstance().newSAXParser().parse(in, root);
            return root.flaw();
        } catch (SAXParseException e) {
            return Optional.of(
                    "line "
                            + e.getLineNumber()
                            + ", column "
                            + e.getColumnNumber()
                            + ": "
                            + e.getMessage());
        } catch (SAXException e) {
            return Optional.of(e.getMessage());
        } catch (IOException e) {
            return Optional.of(Reasons.of(e));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Java has no parser for XML", e);
        }
    }
}
