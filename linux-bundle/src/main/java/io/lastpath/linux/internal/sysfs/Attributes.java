// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.Gap;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.file.ReadFailure;
import io.lastpath.linux.internal.parse.Attribute;
import io.lastpath.linux.internal.parse.DevPath;
import io.lastpath.linux.internal.parse.ParseException;
import io.lastpath.linux.internal.parse.TargetPortGroups;
import io.lastpath.linux.internal.state.Said;
import io.lastpath.linux.internal.state.StateSource;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Reads attributes of one device and notes what cannot be read. For one thread. */
final class Attributes {

    private final HostFiles files;
    private final List<Gap> gaps = new ArrayList<>();
    private final IdentificationPages pages = new IdentificationPages(this);

    Attributes(HostFiles files) {
        this.files = files;
    }

    /** {@return what could not be read} */
    List<Gap> gaps() {
        return gaps;
    }

    HostFiles files() {
        return files;
    }

    /** Lists a folder that has to be there, as people count. */
    List<String> list(String folder) {
        try {
            return files.list(folder).stream().sorted(NumberedNames.ORDER).toList();
        } catch (IOException e) {
            note(folder, e);
            return List.of();
        }
    }

    void note(String file, String reason) {
        gaps.add(new Gap(file, reason));
    }

    void note(String file, IOException e) {
        note(file, ReadFailure.reason(e));
    }

    boolean exists(String file) {
        try {
            return files.exists(file);
        } catch (IOException e) {
            return true; // as far as anybody knows
        }
    }

    /**
     * Tells a device that has gone from one that was lost. The kernel removes the links first: a
     * device is there as long as one of them is.
     */
    boolean hasGone(DevPath device, List<String> links) {
        return !exists(Sysfs.of(device)) && links.stream().noneMatch(this::exists);
    }

    /** Reads an attribute that has to be there and is never without a byte. */
    Optional<byte[]> required(String file) {
        try {
            byte[] content = files.read(file, HostFiles.ATTRIBUTE);
            if (content.length > 0) {
                return Optional.of(content);
            }
            note(file, "is empty");
        } catch (IOException e) {
            note(file, e);
        }
        return Optional.empty();
    }

    /** Reads something that only people look at: what is wrong with it does not matter. */
    Optional<String> remark(String file) {
        try {
            String text = Attribute.text(files.read(file, HostFiles.ATTRIBUTE));
            return text.isEmpty() || !Attribute.isPlain(text)
                    ? Optional.empty()
                    : Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return what SCSI devices tell of who they are} */
    IdentificationPages pages() {
        return pages;
    }

    /** Reads a text that has to be there and printable; empty where it is not. */
    String text(String file) {
        Optional<byte[]> content = required(file);
        if (content.isEmpty()) {
            return "";
        }
        String text = Attribute.text(content.get());
        if (text.isEmpty() || !Attribute.isPlain(text)) {
            note(file, "makes no sense: " + Attribute.shown(text));
            return "";
        }
        return text;
    }

    /** Reads a word about a state that has to be there. */
    void state(StateSource source, String file, List<Said> said) {
        required(file).ifPresent(content -> word(source, file, content, said));
    }

    /**
     * Reads a word about a state that is there for some disks only: where it is missing, so is its
     * companion.
     */
    void state(StateSource source, String file, String companion, List<Said> said) {
        state(source, file, companion, () -> false, said);
    }

    /**
     * Reads such a word where the kernel may also refuse it, since nobody in it knows the state.
     *
     * @param isRefused tells whether that is so; asked only if the word cannot be read
     */
    void state(
            StateSource source,
            String file,
            String companion,
            BooleanSupplier isRefused,
            List<Said> said) {
        try {
            byte[] content = files.read(file, HostFiles.ATTRIBUTE);
            if (content.length > 0) {
                word(source, file, content, said);
            } else {
                note(file, "is empty");
            }
        } catch (NoSuchFileException e) {
            if (exists(companion)) {
                note(file, "is missing, but " + companion + " is there");
            }
        } catch (IOException e) {
            if (!isRefused.getAsBoolean()) {
                note(file, e);
            }
        }
    }

    /** Reads who may change the state of a disk's ports, where that is not any host. */
    void targetPortGroups(String file, List<Said> said) {
        Optional<byte[]> inquiry = required(file);
        try {
            if (inquiry.isPresent()) {
                String word = TargetPortGroups.of(inquiry.get());
                if (!word.equals(TargetPortGroups.EXPLICIT)) {
                    said.add(new Said(StateSource.SCSI_TPGS, word));
                }
            }
        } catch (ParseException e) {
            note(file, e.getMessage());
        }
    }

    private void word(StateSource source, String file, byte[] content, List<Said> said) {
        Said word = new Said(source, Attribute.text(content));
        said.add(word);
        if (!word.isKnown()) {
            note(file, "says '" + Attribute.shown(word.word()) + "', which is no known state");
        }
    }
}
