// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Javadoc of one type, read from its source, as Markdown on one line. */
final class SourceDocs {

    private final String type;
    private final String source;

    private SourceDocs(String type, String source) {
        this.type = type;
        this.source = source;
    }

    static SourceDocs of(Path sources, Class<?> type) throws IOException {
        Path file = sources.resolve(type.getName().replace('.', '/') + ".java");
        return new SourceDocs(type.getSimpleName(), Files.readString(file));
    }

    /** {@return what the type is, without its parameters} */
    String ofType() {
        return plain(typeComment().split("@param")[0]);
    }

    /** {@return what a parameter of the type is} */
    String ofParameter(String name) {
        Matcher found =
                Pattern.compile("@param " + name + "\\s([^@]*)").matcher(inline(typeComment()));
        return plain(matched(found, name));
    }

    /** {@return what a constant of the type is} */
    String ofConstant(String name) {
        return plain(commentBefore("(?:public static final \\w+ )?" + name + "\\b"));
    }

    private String typeComment() {
        return commentBefore("public (?:record|enum) " + type + "\\b");
    }

    private String commentBefore(String declaration) {
        Matcher found =
                Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*" + declaration, Pattern.DOTALL)
                        .matcher(source);
        return matched(found, declaration).replaceAll("\n\\s*\\*", " ");
    }

    private String matched(Matcher found, String what) {
        if (!found.find()) {
            throw new AssertionError("no Javadoc of " + what + " in " + type);
        }
        return found.group(1);
    }

    private static String plain(String javadoc) {
        return inline(javadoc)
                .replaceAll("</?p>", "")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }

    /** A tag that stands within a sentence becomes what it shows. */
    private static String inline(String javadoc) {
        return javadoc.replaceAll("\\{@code\\s+([^}]*)}", "`$1`")
                .replaceAll("\\{@link\\s+(?:\\w*#)?([^}]*)}", "`$1`")
                .replaceAll("`(\\w+)#(\\w+)`", "`$1.$2`");
    }
}
