package dev.culvert.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Private keys in each of the forms that OpenSSL writes, encrypted or not. */
final class PrivateKeys {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");
    private static final String PBES2 = "1.2.840.113549.1.5.13";

    private PrivateKeys() {}

    static boolean isEncrypted(Pem.Block block) {
        return block.label().equals("ENCRYPTED PRIVATE KEY")
                || block.header("Proc-Type").filter(type -> type.contains("ENCRYPTED")).isPresent();
    }

    /**
     * @param phrase asked only if the key is encrypted; empty if there is nobody to ask
     * @throws BadPem if it is no key, or the phrase is not its own
     */
    static PrivateKey read(Pem.Block block, Supplier<Optional<char[]>> phrase) throws BadPem {
        if (!isEncrypted(block)) {
            return plain(block.label(), block.content());
        }
        char[] known = phrase.get().orElseThrow(() -> new BadPem("the private key is encrypted, and nobody said its pass phrase"));
        try {
            return block.label().equals("ENCRYPTED PRIVATE KEY") ? pkcs8(decrypted(block.content(), known))
                    : plain(block.label(), TraditionalPem.decrypted(block, known));
        } catch (GeneralSecurityException | IOException _) {
            throw new BadPem("the private key cannot be decrypted: the pass phrase is not its own, or the encryption is not known");
        }
    }

    private static PrivateKey plain(String label, byte[] content) throws BadPem {
        return switch (label) {
            case "PRIVATE KEY" -> pkcs8(content);
            case "RSA PRIVATE KEY" -> pkcs8(Der.pkcs8OfRsa(content));
            case "EC PRIVATE KEY" -> pkcs8(Der.pkcs8OfEc(content));
            default -> throw new BadPem("a '" + label + "' cannot be used; expected one of RSA, EC or Ed25519");
        };
    }

    private static PrivateKey pkcs8(byte[] content) throws BadPem {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(content);
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException _) {
                // a key of another algorithm; the next one may be its own
            }
        }
        throw new BadPem("the private key is none of RSA, EC or Ed25519, or it is damaged");
    }

    private static byte[] decrypted(byte[] content, char[] phrase) throws GeneralSecurityException, IOException {
        EncryptedPrivateKeyInfo sealed = new EncryptedPrivateKeyInfo(content);
        String name = sealed.getAlgName();
        // The JDK knows the scheme's own name only from its parameters.
        String scheme = name.equals(PBES2) || name.equals("PBES2") ? String.valueOf(sealed.getAlgParameters()) : name;
        Cipher cipher = Cipher.getInstance(scheme);
        cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(phrase)),
                sealed.getAlgParameters());
        return sealed.getKeySpec(cipher).getEncoded();
    }
}
