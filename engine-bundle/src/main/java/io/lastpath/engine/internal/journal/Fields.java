// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields of the journal's records; what is written is read in the same order. Stateless. */
final class Fields {

    static final byte HEAD = 'H';
    static final byte REQUEST = 'R';
    static final byte REMOVED = 'G';
    static final byte REMOVED_WHOLE = 'N';

    private Fields() {}

    static void writeHead(DataOutputStream out, long numbers, String loss) throws IOException {
        out.writeByte(HEAD);
        out.writeLong(numbers);
        write(out, loss);
    }

    static void writeRemoved(DataOutputStream out, Removed one) throws IOException {
        out.writeByte(one.isWhole() ? REMOVED_WHOLE : REMOVED);
        write(out, one.key().path());
    }

    static Removed readRemoved(ByteBuffer in, boolean isWhole) {
        return new Removed(readKey(in), isWhole);
    }

    private static TreeKey readKey(ByteBuffer in) {
        return new TreeKey(readText(in));
    }

    static void writeRequest(DataOutputStream out, OpenRequest one) throws IOException {
        out.writeByte(REQUEST);
        out.writeInt(one.slot());
        write(out, one.resource());
        out.writeBoolean(one.filesys());
        out.writeInt(one.state().number());
        out.writeLong(one.sequence().number());
        out.writeInt(one.sequence().depth());
        out.writeLong(one.interval().getSeconds());
        out.writeInt(one.interval().getNano());
        write(out, one.owner());
        out.writeInt(one.flags().bits());
        out.writeLong(one.since().getEpochSecond());
        out.writeInt(one.since().getNano());
        write(out, one.origin().path());
        out.writeInt(one.holds().size());
        for (Hold hold : one.holds()) {
            out.writeLong(hold.number());
            write(out, hold.owner());
            writeKeys(out, hold.roots());
            writeKeys(out, hold.through());
        }
        write(out, one.called());
        write(out, one.served());
    }

    private static void write(DataOutputStream out, Set<Called> all) throws IOException {
        out.writeInt(all.size());
        for (Called called : all) {
            write(out, called.module());
            write(out, called.resource());
        }
    }

    static OpenRequest readRequest(ByteBuffer in) {
        return new OpenRequest(
                in.getInt(),
                readText(in),
                in.get() != 0,
                RcmState.of(in.getInt()),
                new RequestSequence(in.getLong(), in.getInt()),
                Duration.ofSeconds(in.getLong(), in.getInt()),
                readOwner(in),
                new RcmFlags(in.getInt()),
                Instant.ofEpochSecond(in.getLong(), in.getInt()),
                readKey(in),
                readHolds(in),
                readCalled(in),
                readCalled(in));
    }

    private static List<Hold> readHolds(ByteBuffer in) {
        List<Hold> holds = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            long number = in.getLong();
            Owner owner = readOwner(in);
            holds.add(new Hold(number, owner, readKeys(in), readKeys(in)));
        }
        return holds;
    }

    private static Set<Called> readCalled(ByteBuffer in) {
        Set<Called> called = new HashSet<>();
        for (int left = in.getInt(); left > 0; left--) {
            called.add(new Called(readText(in), readText(in)));
        }
        return called;
    }

    private static void write(DataOutputStream out, Owner owner) throws IOException {
        Intent intent = owner.intent();
        write(out, intent.initiator().id());
        out.writeLong(intent.initiator().pid());
        write(out, intent.initiator().address());
        write(out, intent.reason());
        writeTexts(out, intent.accepted());
        out.writeLong(owner.mark());
    }

    private static Owner readOwner(ByteBuffer in) {
        Initiator initiator = new Initiator(readText(in), in.getLong(), readText(in));
        Intent intent = new Intent(initiator, readText(in), new HashSet<>(readTexts(in)));
        return new Owner(intent, in.getLong());
    }

    private static void writeKeys(DataOutputStream out, Set<TreeKey> keys) throws IOException {
        writeTexts(out, keys.stream().map(TreeKey::path).toList());
    }

    private static Set<TreeKey> readKeys(ByteBuffer in) {
        Set<TreeKey> keys = new HashSet<>();
        readTexts(in).forEach(path -> keys.add(new TreeKey(path)));
        return keys;
    }

    private static void writeTexts(DataOutputStream out, Collection<String> texts)
            throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            write(out, text);
        }
    }

    private static List<String> readTexts(ByteBuffer in) {
        List<String> texts = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            texts.add(readText(in));
        }
        return texts;
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a text of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
