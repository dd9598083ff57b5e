package dev.culvert.config;

import dev.culvert.directive.Args;
import java.util.Locale;

/** How much the {@code Server} header tells. */
public enum ServerTokens {
    MAJOR("Major"),
    MINOR("Minor"),
    MINIMAL("Minimal"),
    PRODUCT_ONLY("ProductOnly"),
    OS("OS"),
    FULL("Full");

    private final String spelling;

    ServerTokens(String spelling) {
        this.spelling = spelling;
    }

    static ServerTokens read(Args args) {
        String word = args.next("one of Full, OS, Minimal, Minor, Major, Prod");
        args.end();
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "major" -> MAJOR;
            case "minor" -> MINOR;
            case "min", "minimal" -> MINIMAL;
            case "prod", "productonly" -> PRODUCT_ONLY;
            case "os" -> OS;
            case "full" -> FULL;
            default -> throw args.error(
                    "ServerTokens: expected one of Full, OS, Minimal, Minor, Major, Prod, but was '" + word + "'");
        };
    }

    /** @param version of Culvert, such as {@code 0.1.0-SNAPSHOT} */
    public String header(String version) {
        String release = version.replaceFirst("-.*", "");
        String[] numbers = release.split("\\.", -1);
        return switch (this) {
            case PRODUCT_ONLY -> "Culvert";
            case MAJOR -> "Culvert/" + numbers[0];
            case MINOR -> "Culvert/" + numbers[0] + (numbers.length > 1 ? "." + numbers[1] : "");
            case MINIMAL -> "Culvert/" + release;
            case OS, FULL -> "Culvert/" + release + " (Unix)";
        };
    }

    @Override
    public String toString() {
        return spelling;
    }
}
