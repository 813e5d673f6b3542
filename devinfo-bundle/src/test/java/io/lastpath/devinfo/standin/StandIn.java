// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.standin;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A copy of the stand-in library that belongs to one test, with its counters. A copy, since the
 * counters of one library are shared by all who load it.
 */
public final class StandIn implements AutoCloseable {

    private final Path file;
    private final NativeLibrary library;

    private StandIn(Path file) {
        this.file = file;
        this.library = NativeLibrary.getInstance(file.toString());
    }

    /** Copies and loads the library that the build has compiled. */
    public static StandIn in(Path folder) throws IOException {
        return new StandIn(StandInFile.copyTo(folder));
    }

    /** {@return the library} */
    public Path file() {
        return file;
    }

    /** Has it show a host from the next snapshot on. */
    public void show(Topology host) throws IOException {
        host.writeFor(file);
    }

    /** {@return how many snapshots are open} */
    public int liveSnapshots() {
        return library.getFunction("standin_live_snapshots").invokeInt(new Object[0]);
    }

    /** {@return how many devfs paths were not freed} */
    public int liveStrings() {
        return library.getFunction("standin_live_strings").invokeInt(new Object[0]);
    }

    /** {@return how often a call was made so far} */
    public long count(String call) {
        return (Long) library.getFunction("standin_count").invoke(Long.class, new Object[] {call});
    }

    /**
     * Tells how wide C has what a call takes and gives.
     *
     * @param call the call, or {@code callback}
     * @param position 0 for the result, 1 for the first argument, and so on
     * @return bytes; 0 if there is none, -1 if there is no such call
     */
    public int width(String call, int position) {
        return library.getFunction("standin_width").invokeInt(new Object[] {call, position});
    }

    @Override
    public void close() {
        library.close();
    }
}
