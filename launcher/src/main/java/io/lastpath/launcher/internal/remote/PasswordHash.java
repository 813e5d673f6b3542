// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords as the password file keeps them: {@code pbkdf2:ITERATIONS:SALT:HASH}. */
public final class PasswordHash {

    private static final String SCHEME = "pbkdf2";
    private static final int ITERATIONS = 210_000;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    private PasswordHash() {}

    /**
     * Hashes a password with a fresh salt.
     *
     * @param password the password
     * @return the hash
     */
    public static String create(char[] password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return SCHEME
                + ":"
                + ITERATIONS
                + ":"
                + base64.encodeToString(salt)
                + ":"
                + base64.encodeToString(derive(password, salt, ITERATIONS));
    }

    /**
     * Compares a password with a hash, in a time that does not tell how much of it was right.
     *
     * @param password the password
     * @param hash the hash
     * @return whether they belong together; false for a hash that is none
     */
    static boolean matches(char[] password, String hash) {
        String[] parts = hash.split(":", -1);
        if (!isHash(hash)) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(parts[3]);
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts[1])));
    }

    /**
     * Tells whether a text has the form of a hash.
     *
     * @param text any text
     * @return whether it has
     */
    static boolean isHash(String text) {
        if (!text.matches(SCHEME + ":[1-9][0-9]{0,7}:[A-Za-z0-9+/]{22,}:[A-Za-z0-9+/]{43}")) {
            return false;
        }
        return Integer.parseInt(text.split(":")[1]) <= MOST_ITERATIONS;
    }

    private static byte[] derive(char[] password, byte[] salt, int iterations) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password, salt, iterations, HASH_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot hash passwords: " + e, e);
        }
    }
}
