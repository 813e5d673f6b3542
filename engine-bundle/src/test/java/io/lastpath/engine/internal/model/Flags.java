// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

/** Numbers of flags, from the README of the traces. */
final class Flags {

    static final int SUBTREE = 1;
    static final int DEPENDENTS = 2;
    static final int QUERY = 4;
    static final int FORCE = 8;
    static final int FILESYS = 16;
    static final int LIST_OPERATIONS = 64;
    static final int LIST_MODULES = 128;
    static final int CANCEL = 1024;
    static final int SCOPE = 2048;
    static final int DR = 4096;
    static final int EVENT = 8192;
    static final int CAPACITY = 16384;
    static final int SUSPENDED = 32768;
    static final int RETIRE = 65536;

    private static final int REGISTRATION = FILESYS | DR | EVENT | CAPACITY;
    private static final int REQUEST = 4 | 8 | FILESYS | CANCEL | SCOPE | RETIRE;
    private static final int NOTICE = FILESYS | 131072;

    private Flags() {}

    static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    /** What the client library lets through. */
    static int allowed(String op) {
        return switch (op) {
            case "register", "unregister" -> REGISTRATION;
            case "offline", "suspend", "capreq", "capnotify" -> REQUEST;
            case "online", "remove" -> NOTICE;
            case "resume" -> NOTICE | SUSPENDED;
            case "getinfo" -> ~0;
            default -> 0;
        };
    }

    static int ofKind(String kind) {
        return switch (kind) {
            case "dr" -> DR;
            case "event" -> EVENT;
            case "capacity" -> CAPACITY;
            default -> throw new IllegalArgumentException("no kind of registration: " + kind);
        };
    }
}
