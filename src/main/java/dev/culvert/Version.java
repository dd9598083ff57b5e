package dev.culvert;

/** Which Culvert this is. */
final class Version {
    private Version() {}

    /** As the jar says; a program run from its classes is nobody's release. */
    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0-SNAPSHOT" : version;
    }
}
