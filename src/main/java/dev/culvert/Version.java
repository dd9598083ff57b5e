package dev.culvert;

import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Manifest;

/** Which Culvert this is. */
final class Version {
    private Version() {}

    /** As the jar says; a program run from its classes is nobody's release. */
    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0-SNAPSHOT" : version;
    }

    /** When it was built, as the jar says. */
    static String built() {
        try (InputStream manifest = Version.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            String built = manifest == null ? null : new Manifest(manifest).getMainAttributes().getValue("Built");
            return built == null ? "unknown (run from its classes)" : built;
        } catch (IOException _) {
            return "unknown";
        }
    }
}
