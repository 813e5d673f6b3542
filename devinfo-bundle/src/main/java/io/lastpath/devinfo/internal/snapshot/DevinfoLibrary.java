// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A libdevinfo that is loaded. One at a time: JNA binds the native methods of a class, not of an
 * object. Safe for use by several threads, of which one at a time takes a snapshot.
 */
public final class DevinfoLibrary {

    private static final OnePlace BOUND = new OnePlace();

    private final Path file;
    private final NativeLibrary library;
    private final Libdevinfo devinfo;
    private final NativeCalls calls;
    private volatile Reading reading;

    private DevinfoLibrary(Path file, NativeLibrary library, Libdevinfo devinfo) {
        this.file = file;
        this.library = library;
        this.devinfo = devinfo;
        this.calls = new NativeCalls(devinfo);
    }

    /**
     * Loads a library.
     *
     * @param file the library
     * @param patience how long an earlier one is waited for
     * @return the library, which whoever loads it unloads; empty if an earlier one is loaded still
     * @throws IOException if it cannot be loaded or lacks one of the calls, in one sentence
     * @throws InterruptedException if interrupted while an earlier one is not unloaded
     */
    public static Optional<DevinfoLibrary> load(Path file, Duration patience)
            throws IOException, InterruptedException {
        if (!BOUND.reserve(patience)) {
            return Optional.empty();
        }
        try {
            JnaThread.start();
            return Optional.of(BOUND.take(bind(file)));
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            BOUND.leave();
            throw e;
        }
    }

    /** {@return the library that is loaded, whoever loaded it} */
    public static Optional<DevinfoLibrary> loaded() {
        return BOUND.library();
    }

    private static DevinfoLibrary bind(Path file) throws IOException {
        try {
            NativeLibrary library =
                    NativeLibrary.getInstance(
                            file.toString(),
                            Map.of(
                                    Library.OPTION_CLASSLOADER,
                                    DevinfoLibrary.class.getClassLoader()));
            Libdevinfo devinfo = Libdevinfo.ofThisProcess();
            try {
                Native.register(devinfo.mapped().get(0), library);
            } catch (LinkageError e) {
                forget(devinfo);
                library.close();
                throw e;
            }
            return new DevinfoLibrary(file, library, devinfo);
        } catch (LinkageError e) {
            throw new IOException(file + " cannot be used: " + firstLine(e), e);
        }
    }

    /** JNA tells every place that it looked in, a line each. */
    private static String firstLine(LinkageError e) {
        String[] lines = String.valueOf(e.getMessage()).split("\n");
        return lines.length > 1 ? lines[0] + " " + lines[1] : lines[0];
    }

    /**
     * Takes a snapshot. The one before has to be closed.
     *
     * @param afterwards run once, when it is closed
     * @return the tree as it is now
     * @throws DeviceTreeException if it cannot be taken; nothing is left open, {@code afterwards}
     *     is not run
     */
    public DeviceTree snapshot(Runnable afterwards) throws DeviceTreeException {
        reading = Reading.begin();
        try {
            return new NativeTree(calls, SnapshotHandle.open(calls), () -> ended(afterwards));
        } catch (DeviceTreeException | RuntimeException | Error e) {
            reading = null;
            throw e;
        }
    }

    private void ended(Runnable afterwards) {
        reading = null;
        afterwards.run();
    }

    /** {@return the read that is under way} */
    public Optional<Reading> reading() {
        return Optional.ofNullable(reading);
    }

    /** {@return the library's file} */
    public Path file() {
        return file;
    }

    /** Unloads the library. No snapshot of it may be open; called once. */
    public void unload() {
        Native.unregister(devinfo.mapped().get(0));
        forget(devinfo);
        library.close();
        BOUND.leave();
    }

    /** JNA keeps the options of a class for ever, and in them the class and its loader. */
    private static void forget(Libdevinfo devinfo) {
        devinfo.mapped().forEach(type -> Native.getLibraryOptions(type).clear());
    }
}
